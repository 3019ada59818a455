package store

import (
	"context"
	"time"

	"backtalk/internal/chat"
)

// Miss notes that something was not said; the same again is noted once. Of what was private the place is left out.
func (s *Store) Miss(ctx context.Context, u chat.Unsaid) error {
	return s.of(ctx, u, "noting what was not said", `INSERT INTO unsaid (platform, space, channel, thread, message, why, at)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING`)
}

// Unsaid returns what was not said within [Retention], oldest first; with untold only what staff were not told of yet.
func (s *Store) Unsaid(ctx context.Context, untold bool) (all []chat.Unsaid, err error) {
	err = s.look(ctx, "reading what was not said", func(ctx context.Context) (err error) {
		all, err = list(ctx, s, func(scan scanner) (u chat.Unsaid, err error) {
			var at int64
			err = scan(&u.Platform, &u.Space, &u.Channel, &u.Thread, &u.ID, (*string)(&u.Why), &at)
			u.At = moment(at)
			return u, err
		}, `SELECT platform, space, channel, thread, message, why, at FROM unsaid
			WHERE at >= ?1 AND (told = 0 OR NOT ?2) ORDER BY at, id`, stamp(s.now().Add(-Retention)), untold)
		return err
	})
	return all, err
}

// Tell notes that staff were told of something that was not said.
func (s *Store) Tell(ctx context.Context, u chat.Unsaid) error {
	return s.of(ctx, u, "noting what staff were told", `UPDATE unsaid SET told = 1`+that)
}

// Said forgets something that was said after all.
func (s *Store) Said(ctx context.Context, u chat.Unsaid) error {
	return s.of(ctx, u, "noting what staff were told", `DELETE FROM unsaid`+that)
}

// that is the SQL for the row of what was not said.
const that = ` WHERE platform = ?1 AND space = ?2 AND channel = ?3 AND thread = ?4 AND message = ?5 AND why = ?6 AND at = ?7`

// of does something with what was not said.
func (s *Store) of(ctx context.Context, u chat.Unsaid, doing, query string) error {
	return s.change(ctx, doing, query, u.Platform, u.Space, u.Channel, u.Thread, u.ID, string(u.Why), stamp(u.At))
}

// expired is the SQL that gives up the messages that were said before ?1: they are listed as not said, of private ones
// without the place, and done.
const expired = `INSERT INTO unsaid (platform, space, channel, thread, message, why, at)
		SELECT platform, iif(private, '', space), iif(private, '', channel), iif(private, '', thread), iif(private, '', said), 'late', at FROM (
			SELECT platform, at, coalesce(m ->> 'private', 0) OR coalesce(m ->> 'direct', 0) OR m ->> 'id' IS NULL AS private,
				coalesce(m ->> 'space', '') AS space, coalesce(m ->> 'channel', '') AS channel, coalesce(m ->> 'thread', '') AS thread, m ->> 'id' AS said
			FROM (SELECT platform, at, iif(json_valid(message), message, '{}') AS m FROM pending WHERE at < ?1))
		WHERE true ON CONFLICT DO NOTHING;
	UPDATE accepted SET done = 1 WHERE id IN (SELECT id FROM pending WHERE at < ?1)`

// waitsSince is the time from which a message waits: when it was said, which may be long before it was taken on.
func waitsSince(m chat.Message, at time.Time) time.Time {
	if m.Time.IsZero() || m.Time.After(at) {
		return at
	}
	return m.Time
}
