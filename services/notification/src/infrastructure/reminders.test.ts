import { createReminderHandler, createRemind, reminderPrefix } from './reminders.ts';

test('what is scheduled comes back as a dispatch of the same delivery', async () => {
  const scheduled: { name: string; job: { data?: unknown; dueAt?: Date } }[] = [];
  const at = new Date('2026-03-01T10:00:00Z');
  await createRemind({ schedule: async (name, job) => void scheduled.push({ name, job }) })(
    { id: 'dlv_1', webhookId: 'whk_1' },
    at,
  );
  expect(scheduled).toMatchObject([{ name: `${reminderPrefix}dlv_1`, job: { dueAt: at } }]);

  const dispatched: object[] = [];
  await createReminderHandler(delivery => dispatched.push(delivery))({
    name: scheduled[0]!.name,
    data: scheduled[0]!.job.data,
  });
  expect(dispatched).toEqual([{ id: 'dlv_1', webhookId: 'whk_1' }]);
});

test('a job with strange data is refused', async () => {
  await expect(createReminderHandler(() => undefined)({ name: 'delivery-x', data: {} })).rejects.toThrow();
});
