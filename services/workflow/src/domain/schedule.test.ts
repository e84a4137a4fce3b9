import { firstDue, nextDue, scheduleIn } from './schedule.ts';
import { scheduleRules } from './schedule-rules.ts';

const at = (text: string) => new Date(`2026-${text}Z`);

describe('the next time', () => {
  it('of every keeps its rhythm, and makes up for what was missed once', () => {
    const spec = { every: { seconds: 10 } };
    expect(firstDue('every', spec, at('01-01T00:00:03'))).toEqual(at('01-01T00:00:13'));
    const due = at('01-01T00:00:13');
    expect(nextDue('every', spec, due, at('01-01T00:00:13.020'))).toEqual(at('01-01T00:00:23'));
    expect(nextDue('every', spec, due, at('01-01T00:01:00'))).toEqual(at('01-01T00:01:03'));
  });

  it('of a cron expression is in UTC, and after what was due', () => {
    const spec = { cron: '30 2 * * 1-5' };
    expect(firstDue('cron', spec, at('01-02T00:00:00'))).toEqual(at('01-02T02:30:00'));
    expect(nextDue('cron', spec, at('01-02T02:30:00'), at('01-02T02:29:59.990'))).toEqual(
      at('01-05T02:30:00'),
    );
    expect(nextDue('cron', spec, at('01-02T02:30:00'), at('01-09T03:00:00'))).toEqual(at('01-12T02:30:00'));
    expect(firstDue('cron', { cron: '0 12 13 * 5' }, at('01-02T13:00:00'))).toEqual(at('01-09T12:00:00'));
  });

  it('of after comes with the end of a run, the first time after the definition', () => {
    const spec = { after: 'PT1H' };
    expect(firstDue('after', spec, at('01-01T00:00:00'))).toEqual(at('01-01T01:00:00'));
    expect(nextDue('after', spec, at('01-01T01:00:00'), at('01-01T01:00:00'))).toBeUndefined();
  });
});

test('a document without a schedule has none', () => {
  expect(scheduleIn({})).toBeUndefined();
  expect(scheduleIn({ schedule: { cron: '0 0 * * *' } })).toEqual({
    kind: 'cron',
    spec: { cron: '0 0 * * *' },
  });
});

describe('rules', () => {
  const wrong = (schedule: object) => scheduleRules(schedule as never, '/schedule').map(each => each.path);

  it('take what can be carried out', () => {
    for (const schedule of [
      { every: { minutes: 5 } },
      { after: 'PT30S' },
      { cron: '*/5 0-6 1,15 JAN-MAR MON' },
      { cron: '0 0 * * 7' },
      { on: { any: [] } },
      { on: { one: { with: { type: 'a' } } } },
      { on: { all: [{ with: { type: 'a' } }] } },
    ])
      expect({ schedule, wrong: wrong(schedule) }).toEqual({ schedule, wrong: [] });
    expect(scheduleRules(undefined, '/schedule')).toEqual([]);
  });

  it('refuse what cannot, with its path', () => {
    expect(wrong({})).toEqual(['/schedule']);
    expect(wrong({ every: { hours: 1 }, cron: '0 0 * * *' })).toEqual(['/schedule']);
    expect(wrong({ every: { milliseconds: 10 } })).toEqual(['/schedule/every']);
    expect(wrong({ every: 'P1Y' })).toEqual(['/schedule/every']);
    expect(wrong({ after: { days: 400 } })).toEqual(['/schedule/after']);
    for (const cron of [
      '',
      '* * * *',
      '* * * * * *',
      '@daily',
      '61 * * * *',
      '0 0 30 2 *',
      'a b c d e',
      '* '.repeat(500),
    ])
      expect({ cron, wrong: wrong({ cron }) }).toEqual({ cron, wrong: ['/schedule/cron'] });
    expect(wrong({ on: { any: [], until: '${ true }' } })).toEqual(['/schedule/on/until']);
    expect(wrong({ on: { all: [] } })).toEqual(['/schedule/on/all']);
  });
});
