// The only door of the library.
export {};
