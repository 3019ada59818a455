package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"backtalk/internal/chat"
)

// hashed is what stands in the place of a key that nobody may read any more. It tells a redelivery from something new.
func hashed(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// dayOf is the beginning of a time's day: all that is left of the time of what was forgotten.
func dayOf(us int64) int64 { return stamp(moment(us).Truncate(24 * time.Hour)) }

// ForgetMessage takes the author and the time of a message out, and its text; of a message without a warning that stands
// the place and the ID, too. What is left tells that it was taken on once.
func (s *Store) ForgetMessage(ctx context.Context, key string) error {
	return s.do(ctx, "forgetting a message", func(ctx context.Context) error {
		s.texts = true
		at, err := s.number(ctx, `SELECT coalesce(max(at), 0) FROM accepted WHERE key = ?1`, key)
		if err != nil {
			return err
		}
		_, err = s.all(ctx, answered+`;
			UPDATE accepted SET author = '', at = ?3 WHERE key = ?1;
			UPDATE accepted SET key = ?2 WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM posted WHERE accepted = accepted.id)`,
			key, hashed(key), dayOf(at))
		return err
	})
}

// KeptOf counts what names a person.
func (s *Store) KeptOf(ctx context.Context, platform, person string) (kept chat.Kept, err error) {
	err = s.look(ctx, "looking up what is kept of a person", func(ctx context.Context) error {
		mine, err := s.messagesOf(ctx, platform, person)
		if err != nil {
			return err
		}
		kept.Messages = len(mine)
		for _, m := range mine {
			if m.waits {
				kept.Waiting++
			}
		}
		notes, err := s.notesOf(ctx, platform, person)
		kept.Notes = map[string]time.Time{}
		for _, n := range notes {
			kind, _, _ := strings.Cut(n.key, "/")
			if n.until.After(kept.Notes[kind]) {
				kept.Notes[kind] = n.until
			}
		}
		return err
	})
	if err != nil {
		return chat.Kept{}, err
	}
	return kept, nil
}

// ForgetPerson erases at once what names a person, texts that wait for an answer included, and returns how many entries
// that were. Notes of the kinds in but stay. What is left of messages is a hash without a person or a place, so that a
// redelivery is not answered again, and the references of public replies.
func (s *Store) ForgetPerson(ctx context.Context, platform, person string, but ...string) (n int, err error) {
	err = s.do(ctx, "forgetting a person", func(ctx context.Context) error {
		mine, err := s.messagesOf(ctx, platform, person)
		if err != nil {
			return err
		}
		notes, err := s.notesOf(ctx, platform, person)
		if err != nil {
			return err
		}
		notes = slices.DeleteFunc(notes, func(n note) bool {
			kind, _, _ := strings.Cut(n.key, "/")
			return slices.Contains(but, kind)
		})
		if n = len(mine) + len(notes); n == 0 {
			return nil
		}
		s.texts = true
		if _, err := s.exec(ctx, `BEGIN IMMEDIATE`); err != nil {
			return err
		}
		if err := s.erase(ctx, mine, notes, person); err != nil {
			_, _ = s.exec(ctx, "ROLLBACK") // the first error is the one to tell
			return err
		}
		if _, err := s.exec(ctx, `COMMIT`); err != nil {
			return err
		}
		return s.rewrite(ctx)
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// erase erases messages and notes of a person. A note that names others as well loses the person alone.
func (s *Store) erase(ctx context.Context, mine []kept, notes []note, person string) error {
	for _, m := range mine {
		if _, err := s.exec(ctx, `DELETE FROM pending WHERE id = ?1;
			DELETE FROM posted WHERE accepted = ?1 AND private;
			UPDATE accepted SET key = ?2, author = '', at = ?3, done = 1 WHERE id = ?1`, m.id, hashed(m.key), dayOf(m.at)); err != nil {
			return err
		}
	}
	for _, n := range notes {
		rest := slices.DeleteFunc(strings.Fields(n.value), func(one string) bool { return names(one, person) })
		query, args := `DELETE FROM kept WHERE key = ?1`, []any{n.key}
		if len(rest) > 0 && !names(n.key, person) {
			query, args = `UPDATE kept SET value = ?2 WHERE key = ?1`, append(args, strings.Join(rest, " "))
		}
		if _, err := s.exec(ctx, query, args...); err != nil {
			return err
		}
	}
	return nil
}

// kept is a message of a person.
type kept struct {
	id, at int64
	key    string
	waits  bool // its text is there
}

func (s *Store) messagesOf(ctx context.Context, platform, person string) (mine []kept, err error) {
	if person == "" {
		return nil, nil
	}
	rows, err := s.conn.QueryContext(ctx, `SELECT id, at, key, EXISTS (SELECT 1 FROM pending WHERE pending.id = accepted.id)
		FROM accepted WHERE author = ?1 AND author <> ''`, person)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var m kept
		if err := rows.Scan(&m.id, &m.at, &m.key, &m.waits); err != nil {
			return nil, err
		}
		if strings.HasPrefix(m.key, platform+"/") {
			mine = append(mine, m)
		}
	}
	return mine, rows.Err()
}

// note is a value that names a person, with when it runs out.
type note struct {
	key, value string
	until      time.Time
}

func (s *Store) notesOf(ctx context.Context, platform, person string) (notes []note, err error) {
	if person == "" {
		return nil, nil
	}
	rows, err := s.conn.QueryContext(ctx, `SELECT key, value, coalesce(until, 0) FROM kept WHERE until IS NULL OR until > ?1`, stamp(s.now()))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n note
		var until int64
		if err := rows.Scan(&n.key, &n.value, &until); err != nil {
			return nil, err
		}
		n.until = moment(until)
		if both := n.key + " " + n.value; names(both, platform) && names(both, person) {
			notes = append(notes, n)
		}
	}
	return notes, rows.Err()
}

// names tells whether an id stands in a text, between slashes, spaces and minus signs.
func names(text, id string) bool {
	return slices.Contains(strings.FieldsFunc(text, func(c rune) bool { return c == '/' || c == ' ' || c == '-' }), id)
}

// number reads one number.
func (s *Store) number(ctx context.Context, query string, args ...any) (n int64, err error) {
	if err = s.conn.QueryRowContext(ctx, query, args...).Scan(&n); err != nil {
		return 0, fmt.Errorf("reading a number: %w", err)
	}
	return n, nil
}
