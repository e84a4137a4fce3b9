-- The provider whose webhooks a hook takes; none for other senders.
ALTER TABLE hooks ADD COLUMN provider text;
