/** Also what administrators' pages are for others. */
export const MISSING_PAGE = "The page you're looking for doesn't exist.";

/** What is shown instead of a page that is not there, or not for this user. */
export function ErrorPage({ message }: { message: string }) {
  return (
    <main>
      <h1>Error</h1>
      <div class="error-page">{message}</div>
      <a href="/">Go to homepage</a>
    </main>
  );
}
