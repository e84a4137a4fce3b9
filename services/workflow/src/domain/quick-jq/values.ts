import { isObject, type Json, type JsonObject } from '../json.ts';
import { type Operator, unsure } from './syntax.ts';

/** Fuel is what an evaluation may still cost. */
export interface Fuel {
  left: number;
}

/** burn spends fuel; without any, the real jq goes on where it stalls nobody. */
export function burn(fuel: Fuel, cost: number): void {
  fuel.left -= cost;
  if (fuel.left < 0) unsure();
}

/** truthy is jq's: everything but null and false. */
export function truthy(value: Json): boolean {
  return value !== null && value !== false;
}

/** equal compares values deeply. */
export function equal(left: Json, right: Json, fuel: Fuel, depth = 0): boolean {
  burn(fuel, 1);
  if (depth > 50) unsure();
  if (Array.isArray(left))
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((each, place) => equal(each, right[place] ?? null, fuel, depth + 1))
    );
  if (!isObject(left)) return left === right;
  if (!isObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every(
      name => Object.hasOwn(right, name) && equal(left[name] ?? null, right[name] ?? null, fuel, depth + 1),
    )
  );
}

const surrogate = /[\uD800-\uDFFF]/;

/** compare orders two numbers or two strings; jq orders strings by code points. */
export function compare(left: Json, right: Json): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left !== 'string' || typeof right !== 'string') return unsure();
  if (surrogate.test(left) || surrogate.test(right)) unsure();
  return left < right ? -1 : left > right ? 1 : 0;
}

/** textOf writes a scalar as jq does; numbers only where jq and JavaScript write them alike. */
export function textOf(value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'number') return unsure();
  const size = Math.abs(value);
  const alike = (size >= 1e-4 && size < 1e15) || Object.is(value, 0);
  return alike ? String(value) : unsure();
}

/** ordinary is a member's name that JavaScript's objects keep in its place. */
export function ordinary(name: string): boolean {
  return name !== '__proto__' && !/^\d+$/.test(name);
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : unsure();
}

/** operate applies an operator. */
export function operate(operator: Operator, left: Json, right: Json, fuel: Fuel): Json {
  switch (operator) {
    case '+':
      return plus(left, right, fuel);
    case '-':
      if (Array.isArray(left) && Array.isArray(right))
        return left.filter(each => !right.some(other => equal(each, other, fuel)));
      return arithmetic(left, right, (a, b) => a - b);
    case '*':
      return arithmetic(left, right, (a, b) => a * b);
    case '/':
      return arithmetic(left, right, (a, b) => (b === 0 ? unsure() : a / b));
    case '%':
      return arithmetic(left, right, (a, b) => {
        if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || a < 0 || b <= 0) unsure();
        return a % b;
      });
    case '==':
      return equal(left, right, fuel);
    case '!=':
      return !equal(left, right, fuel);
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
  }
}

function arithmetic(left: Json, right: Json, apply: (left: number, right: number) => number): number {
  if (typeof left !== 'number' || typeof right !== 'number') return unsure();
  return finite(apply(left, right));
}

function plus(left: Json, right: Json, fuel: Fuel): Json {
  if (left === null) return right;
  if (right === null) return left;
  if (typeof left === 'string' && typeof right === 'string') {
    burn(fuel, (left.length + right.length) / 16);
    return left + right;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    burn(fuel, (left.length + right.length) / 4);
    return [...left, ...right];
  }
  if (isObject(left) && isObject(right)) return merged(left, right, fuel);
  return arithmetic(left, right, (a, b) => a + b);
}

function merged(left: JsonObject, right: JsonObject, fuel: Fuel): JsonObject {
  const names = [...Object.keys(left), ...Object.keys(right)];
  burn(fuel, names.length);
  if (!names.every(ordinary)) unsure();
  return { ...left, ...right };
}
