// The bundled Chinese and Latin family, loaded after the first paint. The package cuts each weight into a hundred ranges of characters and
// the browser fetches only the ranges a page uses; a machine without any Chinese font therefore still reads every name.
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';
