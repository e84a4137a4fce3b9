import { isObject, type Json, type JsonObject } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';
import { asText } from '../http/http-request.ts';
import { textIn } from '../read-document.ts';
import { encodeValue, isDotStep } from '../uri-template.ts';

/** Placed is where an operation's parameters went. */
export interface Placed {
  path: string;
  /** Encoded pairs of the query. */
  query: string[];
  headers: Record<string, string>;
  cookies: string[];
}

/** How a list or an object becomes text: what separates its parts, and whether each part is one of its own. */
interface Style {
  separator: string;
  explode: boolean;
  deep: boolean;
}

const swaggerSeparators: Record<string, string> = { csv: ',', ssv: ' ', tsv: '\t', pipes: '|', multi: '&' };
const separators: Record<string, string> = {
  simple: ',',
  form: ',',
  spaceDelimited: ' ',
  pipeDelimited: '|',
  deepObject: ',',
};

function styleOf(parameter: JsonObject, place: string, swagger: boolean): Style {
  if (swagger) {
    const format = textIn(parameter, 'collectionFormat') ?? 'csv';
    return { separator: swaggerSeparators[format] ?? ',', explode: format === 'multi', deep: false };
  }
  const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const style = textIn(parameter, 'style') ?? usual;
  const separator = separators[style];
  if (separator === undefined)
    throw fault('configuration', `Parameters of the style ${style} are not supported`);
  const { explode = style === 'form' } = parameter;
  return { separator, explode: explode === true, deep: style === 'deepObject' };
}

/** place puts the value of a parameter where its declaration says. */
export function place(placed: Placed, parameter: JsonObject, value: Json, swagger: boolean): void {
  const name = textIn(parameter, 'name') ?? '';
  const where = textIn(parameter, 'in') ?? '';
  const plain = parameter['content'] === undefined ? value : JSON.stringify(value);
  const style = styleOf(parameter, where, swagger);
  switch (where) {
    case 'path': {
      const text = joined(plain, style, encodeValue);
      placed.path = placed.path.replaceAll(`{${name}}`, () => text);
      break;
    }
    case 'query':
      placed.query.push(...pairs(name, plain, style, encodeValue));
      break;
    case 'cookie':
      placed.cookies.push(...pairs(name, plain, style, encodeValue));
      break;
    case 'header':
      placed.headers[name] = joined(plain, style, text => text);
      break;
    default:
      throw fault('configuration', `The document has a parameter in '${where}', which is unknown`);
  }
}

function joined(value: Json, { separator, explode }: Style, encode: (text: string) => string): string {
  if (Array.isArray(value)) return value.map(each => encode(asText(each))).join(separator);
  if (!isObject(value)) return encode(asText(value));
  return Object.entries(value)
    .map(([key, each]) => `${encode(key)}${explode ? '=' : separator}${encode(asText(each))}`)
    .join(separator);
}

function pairs(name: string, value: Json, style: Style, encode: (text: string) => string): string[] {
  const key = encode(name);
  const isList = Array.isArray(value);
  if (isList && style.explode) return value.map(each => `${key}=${encode(asText(each))}`);
  if (isObject(value) && (style.deep || style.explode)) {
    return Object.entries(value).map(([member, each]) => {
      const own = style.deep ? `${key}[${encode(member)}]` : encode(member);
      return `${own}=${encode(asText(each))}`;
    });
  }
  const separator = style.separator === ',' ? ',' : encode(style.separator);
  return [`${key}=${joined(value, { ...style, separator, explode: false }, encode)}`];
}

/** checkPath refuses a path with names that got no value, and values that would name another path. */
export function checkPath(path: string): void {
  const missing = /\{([^{}]*)\}/.exec(path)?.[1];
  if (missing !== undefined) throw fault('validation', `The parameter '${missing}' is missing`);
  if (path.split('/').some(isDotStep)) throw fault('validation', 'A parameter of the path is . or ..');
}
