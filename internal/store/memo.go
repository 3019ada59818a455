package store

import (
	"context"
	"strings"
	"time"
)

// Keep notes a value until a time; the zero time keeps it until it is dropped. It takes the place of an earlier value.
func (s *Store) Keep(ctx context.Context, key, value string, until time.Time) error {
	var end any // NULL
	if !until.IsZero() {
		end = stamp(until)
	}
	return s.do(ctx, "keeping a value", func(ctx context.Context) error {
		_, err := s.exec(ctx, `INSERT INTO kept (key, value, until) VALUES (?1, ?2, ?3)
			ON CONFLICT (key) DO UPDATE SET value = ?2, until = ?3`, key, value, end)
		return err
	})
}

// Kept returns a value that has not run out.
func (s *Store) Kept(ctx context.Context, key string) (value string, found bool, err error) {
	err = s.kept(ctx, `key = ?2`, key, func(_, v string) bool {
		value, found = v, true
		return false
	})
	return value, found, err
}

// List returns all values that have not run out whose key begins with prefix, by key.
func (s *Store) List(ctx context.Context, prefix string) (map[string]string, error) {
	values := map[string]string{}
	err := s.kept(ctx, `key >= ?2 ORDER BY key`, prefix, func(k, v string) bool {
		if !strings.HasPrefix(k, prefix) { // keys are in the order of their bytes: none that follows begins with it
			return false
		}
		values[k] = v
		return true
	})
	if err != nil {
		return nil, err
	}
	return values, nil
}

// kept gives each value that has not run out, for which a condition holds, to a function until that returns false.
func (s *Store) kept(ctx context.Context, condition, arg string, take func(key, value string) bool) error {
	return s.look(ctx, "reading kept values", func(ctx context.Context) error {
		rows, err := s.conn.QueryContext(ctx, `SELECT key, value FROM kept WHERE (until IS NULL OR until > ?1) AND `+condition,
			stamp(s.now()), arg)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var key, value string
			if err := rows.Scan(&key, &value); err != nil {
				return err
			}
			if !take(key, value) {
				return nil
			}
		}
		return rows.Err()
	})
}

// Drop forgets a value.
func (s *Store) Drop(ctx context.Context, key string) error {
	return s.do(ctx, "dropping a value", func(ctx context.Context) error {
		_, err := s.exec(ctx, `DELETE FROM kept WHERE key = ?`, key)
		return err
	})
}
