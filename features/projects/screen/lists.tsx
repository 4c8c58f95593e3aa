export default function Waiting(): null {
  return null;
}
