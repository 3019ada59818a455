package store

import (
	"context"
	"database/sql"
	"time"

	"backtalk/internal/chat"
)

// Accept notes a key once; see [chat.Journal]. With m it keeps the whole message until Done or Replied.
func (s *Store) Accept(ctx context.Context, key, author string, m *chat.Message, at time.Time) (bool, error) {
	const (
		insert = `INSERT INTO accepted (key, author, at) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM accepted WHERE key = ?4)
			ON CONFLICT (key) DO NOTHING`
		// changes() is 0 when the key was there before.
		keep = `INSERT INTO pending (id, at, platform, message) SELECT last_insert_rowid(), ?5, ?6, ?7 WHERE changes() = 1`
	)
	var text string
	if m != nil {
		var err error
		if text, err = encode(*m); err != nil {
			return false, err
		}
	}
	var n int64
	err := s.do(ctx, "noting what is taken on", func(ctx context.Context) (err error) {
		if m == nil {
			n, err = s.exec(ctx, insert, key, author, stamp(at), hashed(key))
			return err
		}
		s.texts = true
		n, err = s.all(ctx, insert+";"+keep, key, author, stamp(at), hashed(key), stamp(waitsSince(*m, at)), m.Platform, text)
		return err
	})
	return err == nil && n == 1, err
}

// answered erases a text and notes that its message is worked on.
const answered = `DELETE FROM pending WHERE id IN (SELECT id FROM accepted WHERE key IN (?1, ?2));
	UPDATE accepted SET done = 1 WHERE key IN (?1, ?2)`

// Done notes that what was accepted under key is worked on, and erases its text. An unknown key is no error.
func (s *Store) Done(ctx context.Context, key string) error {
	return s.change(ctx, "noting what is worked on", answered, key, hashed(key))
}

// Replied notes what was posted for key, and erases the text: the entry is done. The same reference again replaces what
// was noted of it. A key that was not accepted gets an entry without an author, so that a reply that staff posted to
// somebody's message goes with that message.
func (s *Store) Replied(ctx context.Context, key string, p chat.Posted) error {
	return s.change(ctx, "noting a reply", `
		INSERT INTO accepted (key, author, at) SELECT ?1, '', ?3 WHERE NOT EXISTS (SELECT 1 FROM accepted WHERE key = ?2)
			ON CONFLICT (key) DO NOTHING;
		`+answered+`;
		INSERT INTO posted (accepted, ref, aside, private, warning, staff) SELECT id, ?4, ?5, ?6, ?7, ?8 FROM accepted WHERE key IN (?1, ?2)
			ON CONFLICT (accepted, ref) DO UPDATE SET aside = ?5, private = ?6, warning = ?7, staff = ?8`,
		key, hashed(key), stamp(s.now()), p.Ref, p.Aside, p.Private, p.Warning, p.Staff)
}

// Removed notes that a posted reply is gone, or the public line beside one. The line goes with its reply; the reply
// stays without its line.
func (s *Store) Removed(ctx context.Context, ref string) error {
	if ref == "" {
		return nil
	}
	return s.change(ctx, "noting that a reply is gone", `DELETE FROM posted WHERE ref = ?1 OR (aside = ?1 AND aside <> '' AND ref = '');
		UPDATE posted SET aside = '' WHERE aside = ?1 AND aside <> ''`, ref)
}

// Lookup returns what is known under key; see [chat.Journal].
func (s *Store) Lookup(ctx context.Context, key string) (chat.Entry, bool, error) {
	return s.entry(ctx, `a.key IN (?1, ?2)`, key, hashed(key))
}

// Replier returns the entry that a posted reply belongs to, by the reply's reference or by that of the public line
// beside it.
func (s *Store) Replier(ctx context.Context, ref string) (chat.Entry, bool, error) {
	if ref == "" {
		return chat.Entry{}, false, nil
	}
	return s.entry(ctx, `a.id = (SELECT accepted FROM posted WHERE ref = ?1 OR (aside = ?1 AND aside <> '')
		ORDER BY id DESC LIMIT 1)`, ref)
}

// entry reads the one entry for which a condition on accepted (a) holds.
func (s *Store) entry(ctx context.Context, condition string, args ...any) (e chat.Entry, found bool, err error) {
	err = s.look(ctx, "reading what is known", func(ctx context.Context) error {
		replies, err := list(ctx, s, func(scan scanner) (e chat.Entry, err error) {
			var at int64
			var ref, aside sql.NullString
			var private, warning, staff sql.NullBool
			err = scan(&e.Key, &e.Author, &at, &e.Done, &ref, &aside, &private, &warning, &staff)
			e.At = moment(at)
			if ref.Valid {
				e.Posted = []chat.Posted{{Ref: ref.String, Aside: aside.String, Private: private.Bool, Warning: warning.Bool, Staff: staff.Bool}}
			}
			return e, err
		}, `SELECT a.key, a.author, a.at, a.done, p.ref, p.aside, p.private, p.warning, p.staff
			FROM accepted a LEFT JOIN posted p ON p.accepted = a.id WHERE `+condition+` ORDER BY p.id`, args...)
		for _, r := range replies {
			r.Posted = append(e.Posted, r.Posted...)
			e, found = r, true
		}
		return err
	})
	return e, found, err
}

// Pending returns the messages of a platform that were said at since or later and wait for an answer, oldest first; see
// [chat.Journal]. A text is kept for [chat.Lasting] at most, so since need not be earlier.
func (s *Store) Pending(ctx context.Context, platform string, since time.Time) (messages []chat.Message, err error) {
	err = s.look(ctx, "reading what waits for an answer", func(ctx context.Context) error {
		texts, err := list(ctx, s, func(scan scanner) (text string, err error) {
			err = scan(&text)
			return text, err
		}, `SELECT message FROM pending WHERE platform = ? AND at >= ? ORDER BY at, id`, platform, stamp(since))
		for _, text := range texts {
			if m, err := decode(text); err == nil { // one that is damaged must not keep the others back
				messages = append(messages, m)
			}
		}
		return err
	})
	return messages, err
}
