/** depthOf counts how deep objects and arrays nest in JSON text. */
export function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < json.length; at++) {
    switch (json[at]) {
      case '"':
        for (at++; json[at] !== '"' && at < json.length; at++) if (json[at] === '\\') at++;
        break;
      case '[':
      case '{':
        deepest = Math.max(deepest, ++depth);
        break;
      case ']':
      case '}':
        depth--;
        break;
      default:
    }
  }
  return deepest;
}
