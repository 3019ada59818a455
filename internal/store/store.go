// Package store keeps what must survive a restart, in one SQLite file in the data folder: which messages were taken on, which
// replies stand, what could not be said, and small facts such as pauses. It keeps ids and times, and a text only until its
// message is answered. It holds no names. What names people runs out, and is erased when they ask for that or delete
// what they wrote (erase.go, forget.go).
//
// One program uses a folder at a time, over one connection, so that there is one writer and no waiting for locks. An operation
// that has begun is finished, whatever becomes of its context: it takes well under a millisecond, and whether it took place is
// then known. The context ends the wait for its turn; what is urgent has the next one (turn.go).
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"backtalk/internal/chat"
)

// Store is a data folder in use. Make it with [Open]; it is safe for concurrent use.
type Store struct {
	now     func() time.Time
	path    string
	damaged string // see [Store.Damaged]
	turn    turn
	health  health

	// What follows belongs to the operation whose turn it is.
	db    *sql.DB
	conn  *sql.Conn // nil once it is closed
	texts bool      // a text may be in the files, although it is answered
}

var (
	_ chat.Journal = (*Store)(nil)
	_ chat.Memo    = (*Store)(nil)
	_ chat.Ledger  = (*Store)(nil)
	_ chat.Keeper  = (*Store)(nil)
)

// errClosed is what every operation returns after Close.
var errClosed = errors.New("the store is closed")

// Close wipes the texts that are answered from the files and lets go of the folder. Closing again does nothing.
func (s *Store) Close() error {
	err := s.do(context.Background(), "closing the store", func(ctx context.Context) error {
		wiped := s.wipe(ctx)
		err := errors.Join(wiped, s.conn.Close(), s.db.Close())
		s.conn = nil
		return err
	})
	if errors.Is(err, errClosed) {
		return nil
	}
	return err
}

// do runs one operation in its turn.
func (s *Store) do(ctx context.Context, doing string, operation func(context.Context) error) error {
	changed := false
	began, err := s.inTurn(ctx, doing, func(ctx context.Context) (err error) {
		changed, err = s.changes(ctx, operation)
		return err
	})
	if began && (err != nil || changed) {
		s.health.note(err)
	}
	return err
}

// change is do for statements of SQL that take place together or not at all.
func (s *Store) change(ctx context.Context, doing, query string, args ...any) error {
	return s.do(ctx, doing, func(ctx context.Context) error {
		_, err := s.all(ctx, query, args...)
		return err
	})
}

// changes runs an operation and tells whether it wrote something. That is asked only while the disk fails: what changes no row
// works on a full one, too.
func (s *Store) changes(ctx context.Context, operation func(context.Context) error) (changed bool, err error) {
	if !s.health.fails() {
		return true, operation(ctx)
	}
	total := func() (n int64) {
		_ = s.conn.QueryRowContext(ctx, `SELECT total_changes()`).Scan(&n) // 0 when it cannot be told
		return n
	}
	before := total()
	if err := operation(ctx); err != nil || s.conn == nil {
		return false, err
	}
	return total() > before, nil
}

// look is do for what changes nothing. That it works does not tell that the disk can be written.
func (s *Store) look(ctx context.Context, doing string, operation func(context.Context) error) error {
	began, err := s.inTurn(ctx, doing, operation)
	if began && err != nil {
		s.health.note(err)
	}
	return err
}

// inTurn waits for an operation's turn and runs it; began is false when it came to nothing. What it is doing is told in its error.
func (s *Store) inTurn(ctx context.Context, doing string, operation func(context.Context) error) (began bool, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("%s: %w", doing, err)
		}
	}()
	if err := s.turn.take(ctx); err != nil {
		return false, err
	}
	defer s.turn.give()
	if s.conn == nil {
		return false, errClosed
	}
	return true, operation(context.WithoutCancel(ctx))
}

// exec runs SQL and returns how many rows its last change touched. The driver (v1.62.0) parses a statement at every
// use, prepared or not, so none is prepared; but it takes several at once.
func (s *Store) exec(ctx context.Context, query string, args ...any) (int64, error) {
	result, err := s.conn.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// all runs several statements of SQL that take place together or not at all.
func (s *Store) all(ctx context.Context, query string, args ...any) (int64, error) {
	n, err := s.exec(ctx, "BEGIN IMMEDIATE;"+query+";COMMIT", args...)
	if err != nil {
		// SQLite has rolled back by itself after some errors, and then refuses this; the first error is the one to tell.
		_, _ = s.exec(ctx, "ROLLBACK")
	}
	return n, err
}

// scanner takes a row's columns out, as [sql.Rows.Scan] does.
type scanner func(columns ...any) error

// list reads each row that a query finds; after an error it returns none of them.
func list[T any](ctx context.Context, s *Store, read func(scanner) (T, error), query string, args ...any) (all []T, err error) {
	rows, err := s.conn.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		one, err := read(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return all, nil
}

// stamp and moment put a time into the file and take it out again, to the microsecond.
func stamp(t time.Time) int64   { return t.UnixMicro() }
func moment(us int64) time.Time { return time.UnixMicro(us).UTC() }
