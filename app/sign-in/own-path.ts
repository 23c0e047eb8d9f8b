const OWN = "http://own.invalid";

/**
 * The path of ours that `path` is for a browser, or the start page. What begins with two slashes is another server to a browser, and
 * a path may come to begin so only when its dots are resolved: `/.//there` is `//there`.
 */
export function ownPath(path: string): string {
  const url = URL.parse(path, OWN);
  if (url?.origin !== OWN || /^[\\/]{2}/.test(url.pathname)) return "/";
  return url.pathname + url.search + url.hash;
}
