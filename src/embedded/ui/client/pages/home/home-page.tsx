/** The connected databases. */
export function HomePage() {
  return <main class="wide">home</main>;
}
