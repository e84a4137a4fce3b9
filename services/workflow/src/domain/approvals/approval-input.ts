import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { longestDuration, toMilliseconds } from '../duration.ts';
import { type Json, type JsonObject } from '../json.ts';

/** ApprovalInput is what a run asks to be decided. */
export interface ApprovalInput {
  title: string;
  description: string;
  choices: string[];
  expiresInMs: number;
}

const defaultChoices = ['approve', 'reject'];
const week = 604_800_000;
const members = new Set(['title', 'description', 'choices', 'expiresIn']);
const expression = /^\s*\$\{/;

const isText = (value: Json | undefined, most: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most;

/** approvalProblems is what is wrong with `with` of `request-approval`; of what is not `evaluated`, what is known. */
export function approvalProblems(given: JsonObject, evaluated: boolean): FieldError[] {
  const later = (value: Json | undefined) =>
    !evaluated && typeof value === 'string' && expression.test(value);
  const { title, description, choices, expiresIn } = given;
  const problems = Object.keys(given)
    .filter(name => !members.has(name))
    .map(name => ({ path: name, message: 'is not a known field' }));
  const refuse = (path: string, message: string) => problems.push({ path, message });
  if (!later(title) && !isText(title, 200)) refuse('title', 'must be a text of 1 to 200 characters');
  if (description !== undefined && (typeof description !== 'string' || description.length > 5000))
    refuse('description', 'must be a text of at most 5000 characters');
  if (choices !== undefined && !later(choices) && !areChoices(choices))
    refuse('choices', 'must be 1 to 10 different texts of 1 to 80 characters');
  if (expiresIn !== undefined && !later(expiresIn) && !isExpiry(expiresIn))
    refuse('expiresIn', 'must be an ISO 8601 duration of more than nothing and at most 366 days');
  return problems;
}

/** readApprovalInput reads what approvalProblems has nothing against. */
export function readApprovalInput({ title, description, choices, expiresIn }: JsonObject): ApprovalInput {
  return {
    title: title as string,
    description: typeof description === 'string' ? description : '',
    choices: Array.isArray(choices) ? (choices as string[]) : defaultChoices,
    expiresInMs: expiresIn === undefined ? week : (toMilliseconds(expiresIn) ?? week),
  };
}

function areChoices(value: Json): boolean {
  if (!Array.isArray(value) || value.length === 0 || value.length > 10) return false;
  return value.every(each => isText(each, 80)) && new Set(value).size === value.length;
}

function isExpiry(value: Json): boolean {
  const milliseconds = typeof value === 'string' ? toMilliseconds(value) : undefined;
  return milliseconds !== undefined && milliseconds > 0 && milliseconds <= longestDuration;
}
