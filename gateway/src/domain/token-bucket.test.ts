import { draw, refill, secondsUntilFull } from './token-bucket.ts';

const limit = { capacity: 10, windowSeconds: 10 };

describe('a token bucket', () => {
  it('starts full', () => {
    expect(refill(undefined, limit, 5)).toEqual({ tokens: 10, at: 5 });
  });

  it('refills steadily and never above its capacity', () => {
    expect(refill({ tokens: 0, at: 0 }, limit, 2500).tokens).toBe(2.5);
    expect(refill({ tokens: 9, at: 0 }, limit, 60_000).tokens).toBe(10);
  });

  it('adds nothing when the clock of this replica runs behind', () => {
    expect(refill({ tokens: 3, at: 9000 }, limit, 1000)).toEqual({ tokens: 3, at: 9000 });
  });

  it('leaves tokens for other replicas when it leases a batch', () => {
    expect(draw({ tokens: 8, at: 0 }, limit, { wanted: 100, unspent: 0, now: 0 })).toEqual({
      bucket: { tokens: 4, at: 0 },
      granted: 4,
      retryAfterMs: 0,
    });
  });

  it('grants the last token', () => {
    expect(draw({ tokens: 1, at: 0 }, limit, { wanted: 4, unspent: 0, now: 0 }).granted).toBe(1);
  });

  it('grants nothing below one token and says when the next one is there', () => {
    const lease = draw({ tokens: 0.2, at: 0 }, limit, { wanted: 1, unspent: 0, now: 0 });
    expect(lease.granted).toBe(0);
    expect(lease.bucket.tokens).toBeCloseTo(0.2);
    expect(lease.retryAfterMs).toBe(800);
  });

  it('takes back what an earlier lease did not spend', () => {
    expect(draw({ tokens: 2, at: 0 }, limit, { wanted: 1, unspent: 3, now: 0 }).bucket.tokens).toBe(4);
  });

  it('never admits more than capacity plus refill, however leases are drawn', () => {
    let bucket: { tokens: number; at: number } | undefined;
    let admitted = 0;
    for (let now = 0; now <= 5000; now += 50) {
      const lease = draw(bucket, limit, { wanted: 1 + (now % 7), unspent: 0, now });
      bucket = lease.bucket;
      admitted += lease.granted;
    }
    expect(admitted).toBeLessThanOrEqual(15);
    expect(admitted).toBeGreaterThanOrEqual(14);
  });

  it('tells when it will be full', () => {
    expect(secondsUntilFull(4, limit)).toBe(6);
    expect(secondsUntilFull(10, limit)).toBe(0);
  });
});
