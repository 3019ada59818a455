package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
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

// wholeDay is the SQL for the beginning of the day of accepted.at: all that is left of the time of what was forgotten.
const wholeDay = `at - at % 86400000000`

// ForgetMessage takes the author and the time of a message out, and its text; of a message without a warning that stands
// the place and the ID, too. What is left tells that it was taken on once.
func (s *Store) ForgetMessage(ctx context.Context, key string) error {
	return s.do(ctx, "forgetting a message", func(ctx context.Context) error {
		s.texts = true
		_, err := s.all(ctx, answered+`;
			UPDATE accepted SET author = '', at = `+wholeDay+` WHERE key = ?1;
			UPDATE accepted SET key = ?2 WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM posted WHERE accepted = accepted.id)`,
			key, hashed(key))
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
		notes, err := s.notesOf(ctx, platform, person)
		if err != nil {
			return err
		}
		kept = chat.Kept{Messages: len(mine), Notes: map[string]time.Time{}}
		for _, m := range mine {
			if m.waits {
				kept.Waiting++
			}
		}
		for _, n := range notes {
			if n.until.After(kept.Notes[n.kind()]) {
				kept.Notes[n.kind()] = n.until
			}
		}
		return nil
	})
	return kept, err
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
		notes = slices.DeleteFunc(notes, func(n note) bool { return slices.Contains(but, n.kind()) })
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
			UPDATE accepted SET key = ?2, author = '', at = `+wholeDay+`, done = 1 WHERE id = ?1`, m.id, hashed(m.key)); err != nil {
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
	id    int64
	key   string
	waits bool // its text is there
}

func (s *Store) messagesOf(ctx context.Context, platform, person string) ([]kept, error) {
	all, err := list(ctx, s, func(scan scanner) (m kept, err error) {
		err = scan(&m.id, &m.key, &m.waits)
		return m, err
	}, `SELECT id, key, EXISTS (SELECT 1 FROM pending WHERE pending.id = accepted.id)
		FROM accepted WHERE author = ?1 AND author <> ''`, person)
	return slices.DeleteFunc(all, func(m kept) bool { return !strings.HasPrefix(m.key, platform+"/") }), err
}

// note is a value that names a person, with when it runs out.
type note struct {
	key, value string
	until      time.Time
}

// kind is what stands before the first slash of the key.
func (n note) kind() string {
	kind, _, _ := strings.Cut(n.key, "/")
	return kind
}

func (s *Store) notesOf(ctx context.Context, platform, person string) ([]note, error) {
	all, err := list(ctx, s, func(scan scanner) (n note, err error) {
		var until int64
		err = scan(&n.key, &n.value, &until)
		n.until = moment(until)
		return n, err
	}, `SELECT key, value, coalesce(until, 0) FROM kept WHERE until IS NULL OR until > ?1`, stamp(s.now()))
	return slices.DeleteFunc(all, func(n note) bool {
		both := n.key + " " + n.value
		return person == "" || !names(both, platform) || !names(both, person)
	}), err
}

// names tells whether an id stands in a text, between slashes, spaces and minus signs.
func names(text, id string) bool {
	return slices.Contains(strings.FieldsFunc(text, func(c rune) bool { return c == '/' || c == ' ' || c == '-' }), id)
}
