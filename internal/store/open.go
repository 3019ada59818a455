package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// fileName is the file in the data folder. SQLite's log stands beside it, under the same name with "-wal".
const fileName = "backtalk.db"

// settings are those of the connection, in this order.
//
//   - locking_mode EXCLUSIVE, before anything is read: the lock is the kernel's, taken with the first access and gone
//     with the process, however that ends. It also spares the shared memory that several programs would need.
//   - synchronous FULL waits for the disk at every change. NORMAL would survive the end of the process just as well,
//     but a power cut could undo the last seconds, and a question is asked once. It costs little: taking a question
//     on and noting its reply takes 0.9 ms instead of 0.3 (bench_test.go; ext4 on a virtual disk).
//   - secure_delete overwrites what is deleted; temp_store MEMORY keeps copies of texts out of other folders.
//   - busy_timeout lets a predecessor that is stopping finish. Later there is nobody to wait for.
func settings() []string {
	return []string{
		"PRAGMA busy_timeout = 1000",
		"PRAGMA locking_mode = EXCLUSIVE",
		"PRAGMA secure_delete = ON",
		"PRAGMA temp_store = MEMORY",
		"PRAGMA cell_size_check = ON",
		"PRAGMA trusted_schema = OFF",
		"PRAGMA foreign_keys = ON",
		"PRAGMA journal_mode = WAL",
		"PRAGMA synchronous = FULL",
	}
}

// Open takes a data folder into use, and makes it when it is not there. now is the clock that things run out by. A file
// that is damaged is set aside, and an empty one taken: see [Store.Damaged]. An error is one sentence for the person who
// starts the program, and says what to do.
func Open(ctx context.Context, dir string, now func() time.Time) (*Store, error) {
	s, err := open(ctx, dir, now, migrations, settings())
	if !errors.Is(err, errDamaged) {
		return s, err
	}
	path, gone := prepare(dir)
	if gone == nil {
		path, gone = setAside(path, now())
	}
	if gone != nil {
		return nil, errors.Join(err, unwritable(dir, gone))
	}
	if s, err = open(ctx, dir, now, migrations, settings()); err == nil {
		s.damaged = path
	}
	return s, err
}

// Damaged is where the damaged file is that was set aside when the folder was opened; "" when it was whole. Lost by that
// are questions that waited for an answer, pauses, holds, and which replies belong to which messages. It is erased after
// [Retention].
func (s *Store) Damaged() string { return s.damaged }

func open(ctx context.Context, dir string, now func() time.Time, migrations fs.FS, settings []string) (*Store, error) {
	path, err := prepare(dir)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", address(path))
	if err != nil {
		return nil, explain(path, err)
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, explain(path, errors.Join(err, db.Close()))
	}
	s := &Store{now: now, path: path, db: db, conn: conn, texts: true}
	if err := s.begin(ctx, migrations, settings); err != nil {
		return nil, explain(path, errors.Join(err, conn.Close(), db.Close()))
	}
	return s, nil
}

// begin makes the connection fit for use: settings, a check of the file, migrations.
func (s *Store) begin(ctx context.Context, migrations fs.FS, settings []string) error {
	for _, setting := range settings {
		if _, err := s.exec(ctx, setting); err != nil {
			return err
		}
	}
	var verdict string
	if err := s.conn.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return errDamaged
	}
	return s.migrate(ctx, migrations)
}

// prepare makes the folder and the file where they are not there, for their owner alone, and returns the file's path.
func prepare(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", unwritable(dir, err)
	}
	path := filepath.Join(dir, fileName)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", unwritable(dir, err)
	}
	// Only a file that is not there is opened here: closing one that SQLite has open would let go of SQLite's lock.
	// The log gets the file's permissions.
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	switch {
	case err == nil:
		if err := file.Close(); err != nil {
			return "", unwritable(dir, err)
		}
		return path, nil
	case !errors.Is(err, fs.ErrExist):
		return "", unwritable(dir, err)
	}
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New(fileName + " is not a file")
	}
	if err == nil && info.Mode().Perm()&0o077 != 0 {
		err = os.Chmod(path, 0o600)
	}
	if err != nil {
		return "", unwritable(dir, err)
	}
	return path, nil
}

// address is the file's path as a URI, whatever characters it holds: https://sqlite.org/uri.html.
func address(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // a drive letter
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path}).String()
}
