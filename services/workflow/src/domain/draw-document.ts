import { buildGraph, type Graph, type GraphNode, flattenEdges, remapEdges } from '@serverlessworkflow/sdk';
import { type Document, pointerStep } from './document.ts';
import { type TaskSummary } from './execution-repository.ts';
import { type ExecutionStatus } from './execution.ts';

/** RunPicture is what a drawing shows of a run. */
export interface RunPicture {
  status: ExecutionStatus;
  tasks: readonly TaskSummary[];
}

const colours = {
  pending: 'fill:#eceff1,stroke:#90a4ae',
  running: 'fill:#bbdefb,stroke:#1976d2',
  waiting: 'fill:#fff9c4,stroke:#f9a825',
  suspended: 'fill:#e1bee7,stroke:#8e24aa',
  cancelled: 'fill:#cfd8dc,stroke:#546e7a',
  faulted: 'fill:#ffcdd2,stroke:#d32f2f',
  completed: 'fill:#c8e6c9,stroke:#388e3c',
} as const satisfies Record<ExecutionStatus, string>;

/**
 * drawDocument draws a document as a Mermaid flowchart; with a run, each task that was begun has the state that it has in
 * the run as its class, and how often it was. The official SDK makes the graph. Its own drawing is not used: it breaks on
 * quotes in conditions, and draws what is nested twice.
 */
export function drawDocument(document: Document, run?: RunPicture): string {
  const graph = buildGraph(document);
  const references = referencesOf(graph);
  const summaries = new Map(run?.tasks.map(each => [each.reference, each]));
  const summaryOf = (id: string) => summaries.get(references.get(id) ?? '');
  const lines = ['flowchart TD'];
  const groups: string[] = [];

  function draw(node: Graph | GraphNode, indent: string): void {
    const summary = summaryOf(node.id);
    const times = summary && summary.times > 1 ? ` ×${summary.times}` : '';
    const text = quoted(`${node.label ?? ' '}${times}`);
    const style = summary ? `:::${summary.status}` : '';
    if (!('nodes' in node)) {
      lines.push(`${indent}${idOf(node.id)}[${text}]${style}`);
      return;
    }
    lines.push(`${indent}subgraph ${idOf(node.id)} [${text}]`);
    for (const inner of inside(node)) draw(inner, `${indent}    `);
    lines.push(`${indent}end`);
    if (summary) groups.push(`    class ${idOf(node.id)} ${summary.status}`);
  }

  lines.push(`    ${begin}(( ))`);
  for (const node of inside(graph)) draw(node, '    ');
  lines.push(`    ${end}((( )))${run ? `:::${run.status}` : ''}`);
  for (const { sourceId, targetId, label } of remapEdges(flattenEdges(graph)))
    lines.push(`    ${idOf(sourceId)} -->${label ? `|${quoted(label)}|` : ''} ${idOf(targetId)}`);
  if (run) {
    lines.push(...groups);
    const used = new Set<ExecutionStatus>([run.status, ...run.tasks.map(({ status }) => status)]);
    for (const status of used) lines.push(`    classDef ${status} ${colours[status]}`);
  }
  return lines.join('\n');
}

const begin = 'root_entry_node';
const end = 'root_exit_node';

/** Nodes of a graph without its ports, which edges pass by. */
const inside = (graph: Graph) =>
  graph.nodes.filter(node => node.id !== graph.entryNode?.id && node.id !== graph.exitNode?.id);

/** Ids have the index in each list, so what is replaced does not make two the same. */
const idOf = (id: string) => id.replaceAll(/[^A-Za-z0-9/]/g, '_');

const quoted = (text: string) => {
  const safe = text.replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;');
  return `"${safe.replaceAll(/\s+/g, ' ')}"`;
};

/** Task references by ids of the graph: those of the SDK have `for` in the path of a loop, and names as they are. */
function referencesOf(graph: Graph): Map<string, string> {
  const references = new Map<string, string>();
  const walk = (parent: Graph, reference: string) => {
    for (const node of inside(parent)) {
      const path = node.id.slice(parent.id === 'root' ? 0 : parent.id.length);
      const [, list = '', index, name] = /^(.*?)(?:\/(\d+)\/([^]*))?$/.exec(path) ?? [];
      const own =
        index === undefined || name === undefined
          ? reference + path
          : `${reference}${list.replace(/^\/for(?=\/)/, '')}/${index}/${pointerStep(name)}`;
      references.set(node.id, own);
      if ('nodes' in node) walk(node, own);
    }
  };
  walk(graph, '');
  return references;
}
