package store

import (
	"context"
	"errors"
	"time"

	"backtalk/internal/chat"
)

// How long things are kept. The issue about Discord promises the first; /help and the README tell people so.
const (
	// Retention is for what was accepted, the references of the replies to it, and what was not said: seven days, less the hour
	// in which Run may not have looked yet.
	Retention = 7*24*time.Hour - time.Hour
	// warnedFor is how long it can be told who was warned, and how long a damaged file is there: a day, in the same way.
	warnedFor = 24*time.Hour - time.Hour
)

// The rhythm of Run.
const (
	wipeEvery  = time.Minute
	eraseEvery = 60 // wipes
	patience   = 60 // failures in a row
	batch      = 1000
)

// Erase erases for good what was accepted more than [Retention] ago with all that belongs to it, values that have run
// out, texts that waited too long, who was warned more than a day ago, and damaged files that were set aside. It returns
// how many entries and values went. Their bytes are then in none of the store's files.
func (s *Store) Erase(ctx context.Context) (int, error) {
	now := s.now()
	n := 0
	for _, old := range []struct {
		query string
		time  time.Time
	}{
		{`DELETE FROM accepted WHERE id IN (SELECT id FROM accepted WHERE at < ? LIMIT ?)`, now.Add(-Retention)},
		{`DELETE FROM unsaid WHERE id IN (SELECT id FROM unsaid WHERE at < ? LIMIT ?)`, now.Add(-Retention)},
		{`DELETE FROM kept WHERE rowid IN (SELECT rowid FROM kept WHERE until <= ? LIMIT ?)`, now},
	} {
		for more := true; more; { // in batches, so that others get their turn in between
			err := s.do(ctx, "erasing what is old", func(ctx context.Context) error {
				gone, err := s.exec(ctx, old.query, stamp(old.time), batch)
				n += int(gone)
				more = gone == batch
				return err
			})
			if err != nil {
				return n, err
			}
		}
	}
	err := s.do(ctx, "erasing what is old", func(ctx context.Context) error {
		if err := s.unname(ctx, stamp(now.Add(-warnedFor))); err != nil {
			return err
		}
		return errors.Join(s.rewrite(ctx), eraseAside(s.path, now.Add(-warnedFor)))
	})
	return n, err
}

// unname takes out who was warned before a time: of public messages the author, of private ones all but a hash.
func (s *Store) unname(ctx context.Context, before int64) error {
	type warned struct {
		id      int64
		key     string
		private bool
	}
	all, err := list(ctx, s, func(scan scanner) (w warned, err error) {
		err = scan(&w.id, &w.key, &w.private)
		return w, err
	}, `SELECT id, key, max(private) FROM accepted, (SELECT accepted, private FROM posted WHERE warning) ON accepted = id
		WHERE at < ?1 AND (author <> '' OR private) GROUP BY id`, before)
	if err != nil {
		return err
	}
	for _, w := range all {
		query, args := `UPDATE accepted SET author = '' WHERE id = ?1`, []any{w.id}
		if w.private {
			query, args = `DELETE FROM posted WHERE accepted = ?1 AND private; UPDATE accepted SET author = '', key = ?2 WHERE id = ?1`, append(args, hashed(w.key))
		}
		if _, err := s.all(ctx, query, args...); err != nil {
			return err
		}
	}
	return nil
}

// rewrite writes the file anew: rows that SQLite moved from page to page may have left copies in the gaps.
func (s *Store) rewrite(ctx context.Context) error {
	s.texts = true
	if _, err := s.exec(ctx, `VACUUM`); err != nil {
		return err
	}
	return s.wipe(ctx)
}

// wipe gives up texts that waited for [chat.Lasting], and takes them and those that are answered out of the files. Erasing a row overwrites it where
// it stands (secure_delete), but not the copies that SQLite may have made when it moved rows between pages, nor those in
// the log. So the table of texts is emptied and filled again, which overwrites its pages, and the log is cut to nothing.
func (s *Store) wipe(ctx context.Context) error {
	if !s.texts {
		return nil
	}
	_, err := s.all(ctx, expired+`;
		CREATE TEMP TABLE waiting AS SELECT * FROM pending WHERE at >= ?1;
		DELETE FROM pending;
		INSERT INTO pending SELECT * FROM temp.waiting ORDER BY id;
		DROP TABLE temp.waiting`, stamp(s.now().Add(-chat.Lasting)))
	if err != nil {
		return err
	}
	if err := s.checkpoint(ctx); err != nil {
		return err
	}
	return s.conn.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM pending)`).Scan(&s.texts)
}

// checkpoint brings the log into the file and cuts the log to nothing.
func (s *Store) checkpoint(ctx context.Context) error {
	var busy bool
	var pages, moved int
	if err := s.conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved); err != nil {
		return err
	}
	if busy {
		return errors.New("the log is in use")
	}
	return nil
}

// Run erases what is old at once and every hour, and takes answered texts out of the files every minute, until ctx ends.
// After an error it tries again every minute; it returns the error when that went on for an hour. Nothing is left
// running when it returns.
func (s *Store) Run(ctx context.Context) error {
	tick := time.NewTicker(wipeEvery)
	defer tick.Stop()
	failures := 0
	for n := 0; ; n++ {
		var err error
		if n%eraseEvery == 0 || failures > 0 {
			_, err = s.Erase(ctx)
		} else {
			err = s.do(ctx, "wiping answered texts", s.wipe)
		}
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil:
			failures = 0
		default:
			if failures++; failures > patience {
				return err
			}
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}
