import { isObject, type JsonObject } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';
import { fillVariables } from '../openapi/openapi-operation.ts';
import { type ApiDocument, nameOf, objectsIn, resolved, textIn, textsIn } from '../read-document.ts';

/** MessageTarget is where messages go, or come from. */
export interface MessageTarget {
  protocol: string;
  /** The channel's address: the topic, or the path below the server. */
  address: string;
  /** `host[:port][/path]` of the server, variables filled. */
  server: string;
}

/** Selection is what the task says about operation and server. */
export interface Selection {
  operation?: string | undefined;
  channel?: string | undefined;
  server?: { name: string; variables: JsonObject } | undefined;
  protocol?: string | undefined;
}

/** findTarget finds channel and server of an operation in AsyncAPI 2 or 3, or throws a configuration fault. */
export function findTarget(
  { root }: ApiDocument,
  selection: Selection,
  what: 'publish' | 'subscribe',
): MessageTarget {
  const version = textIn(root, 'asyncapi') ?? '';
  if (version.startsWith('3.')) return select(root, selection, channelOf3(root, selection));
  if (version.startsWith('2.')) return select(root, selection, channelOf2(root, selection, what));
  throw fault('configuration', 'The document is neither AsyncAPI 2 nor 3');
}

interface Channel {
  address: string;
  /** Names of the servers that have it; all when there are none. */
  servers: string[];
}

function channelOf3(root: JsonObject, { operation }: Selection): Channel {
  const found = objectsIn(root['operations']).find(([name]) => name === operation)?.[1];
  if (!found)
    throw fault('configuration', 'The document has no such operation; AsyncAPI 3 needs with.operation');
  const channel = resolved(root, resolved(root, found)['channel']);
  const address = textIn(channel, 'address');
  if (address === undefined) throw fault('configuration', 'The channel of the operation has no address');
  const servers = Array.isArray(channel['servers']) ? channel['servers'] : [];
  return {
    address: fillVariables(address, channel['parameters']),
    servers: servers.filter(isObject).map(each => nameOf(textIn(each, '$ref') ?? '')),
  };
}

/** In AsyncAPI 2 a channel's name is its address,, `publish` says what can be sent to it, `subscribe` what is heard from it. */
function channelOf2(
  root: JsonObject,
  { operation, channel }: Selection,
  what: 'publish' | 'subscribe',
): Channel {
  const found = objectsIn(root['channels']).find(([name, item]) =>
    channel === undefined
      ? ['publish', 'subscribe'].some(each => resolved(root, item[each])['operationId'] === operation)
      : name === channel,
  );
  if (!found) throw fault('configuration', 'The document has no such channel');
  const [name, item] = found;
  if (channel !== undefined && item[what] === undefined)
    throw fault('configuration', `The channel has no ${what} operation`);
  return { address: fillVariables(name, parametersOf2(root, item)), servers: textsIn(item, 'servers') };
}

/** Parameters of AsyncAPI 2 have their default in a schema. */
function parametersOf2(root: JsonObject, item: JsonObject): JsonObject {
  return Object.fromEntries(
    objectsIn(item['parameters']).map(([name, each]) => [
      name,
      resolved(root, resolved(root, each)['schema']),
    ]),
  );
}

function select(root: JsonObject, { server, protocol }: Selection, channel: Channel): MessageTarget {
  const found = objectsIn(root['servers'])
    .filter(([name]) => channel.servers.length === 0 || channel.servers.includes(name))
    .map(([name, each]) => ({ name, server: resolved(root, each) }))
    .find(each =>
      server ? each.name === server.name : protocol === undefined || each.server['protocol'] === protocol,
    )?.server;
  if (!found) throw fault('configuration', 'The document has no such server for this channel');
  const url = textIn(found, 'url') ?? `${textIn(found, 'host') ?? ''}${textIn(found, 'pathname') ?? ''}`;
  return {
    protocol: (textIn(found, 'protocol') ?? '').toLowerCase(),
    address: channel.address,
    server: fillVariables(url, found['variables'], server?.variables).replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''),
  };
}
