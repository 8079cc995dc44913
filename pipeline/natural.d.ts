/** natural has no types for its parts, and its root import opens database drivers. */
declare module 'natural/lib/natural/distance/jaro-winkler_distance.js' {
  export default function JaroWinkler(a: string, b: string, options?: { readonly ignoreCase?: boolean }): number;
}
