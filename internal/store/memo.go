package store

import (
	"context"
	"time"
)

// Keep notes a value until a time; the zero time keeps it until it is dropped. It takes the place of an earlier value.
func (s *Store) Keep(ctx context.Context, key, value string, until time.Time) error {
	var end any // NULL
	if !until.IsZero() {
		end = stamp(until)
	}
	return s.change(ctx, "keeping a value", `INSERT INTO kept (key, value, until) VALUES (?1, ?2, ?3)
		ON CONFLICT (key) DO UPDATE SET value = ?2, until = ?3`, key, value, end)
}

// Kept returns a value that has not run out.
func (s *Store) Kept(ctx context.Context, key string) (value string, found bool, err error) {
	values, err := s.kept(ctx, `key = ?2`, key)
	value, found = values[key]
	return value, found, err
}

// List returns all values that have not run out whose key begins with prefix.
func (s *Store) List(ctx context.Context, prefix string) (map[string]string, error) {
	return s.kept(ctx, `key BETWEEN ?2 AND ?2 || char(0x10FFFF)`, prefix) // keys are in the order of their bytes
}

// kept returns the values that have not run out for which a condition holds.
func (s *Store) kept(ctx context.Context, condition, arg string) (values map[string]string, err error) {
	err = s.look(ctx, "reading kept values", func(ctx context.Context) error {
		pairs, err := list(ctx, s, func(scan scanner) (pair [2]string, err error) {
			err = scan(&pair[0], &pair[1])
			return pair, err
		}, `SELECT key, value FROM kept WHERE (until IS NULL OR until > ?1) AND `+condition, stamp(s.now()), arg)
		values = make(map[string]string, len(pairs))
		for _, pair := range pairs {
			values[pair[0]] = pair[1]
		}
		return err
	})
	return values, err
}

// Drop forgets a value.
func (s *Store) Drop(ctx context.Context, key string) error {
	return s.change(ctx, "dropping a value", `DELETE FROM kept WHERE key = ?`, key)
}
