package store

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"testing"
	"testing/fstest"
	"time"
)

// TestMigrations: the files are numbered without a gap.
func TestMigrations(t *testing.T) {
	files, err := fs.Glob(migrations, "migrations/*")
	if err != nil || len(files) < 2 {
		t.Fatalf("got %v, %v, want at least two files", files, err)
	}
	for i, name := range files {
		var n int
		if _, err := fmt.Sscanf(path.Base(name), "%04d_", &n); err != nil || n != i+1 || path.Ext(name) != ".sql" {
			t.Errorf("file %d is named %s", i+1, name)
		}
	}
}

// upTo returns the migrations of an older version, and more of them by name.
func upTo(t *testing.T, version int, more ...string) fs.FS {
	t.Helper()
	files, err := fs.Glob(migrations, "migrations/*.sql")
	must(t, err)
	some := fstest.MapFS{}
	for _, name := range files[:version] {
		content, err := fs.ReadFile(migrations, name)
		must(t, err)
		some[name] = &fstest.MapFile{Data: content}
	}
	for i, sql := range more {
		some[fmt.Sprintf("migrations/%04d_more.sql", version+i+1)] = &fstest.MapFile{Data: []byte(sql)}
	}
	return some
}

// TestMigrate: a file of any older version becomes one of the newest, and keeps what it held.
func TestMigrate(t *testing.T) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	must(t, err)
	schema := func(s *Store) (all string) {
		must(t, s.conn.QueryRowContext(t.Context(), `SELECT group_concat(sql, ';' ORDER BY name) FROM sqlite_schema`).Scan(&all))
		return all
	}
	s, _ := fresh(t)
	want := schema(s)
	for version := range len(files) + 1 {
		dir, c := t.TempDir(), newClock()
		old, err := open(t.Context(), dir, c.now, upTo(t, version), settings())
		must(t, err)
		if version > 0 {
			accepted(t, old, 1, c.now())
		}
		old.texts = false // it has not all the tables that wiping needs
		must(t, old.Close())
		s := opened(t, dir, c.now)
		if got := schema(s); got != want {
			t.Errorf("from version %d: got %s, want %s", version, got, want)
		}
		var got int
		must(t, s.conn.QueryRowContext(t.Context(), "PRAGMA user_version").Scan(&got))
		if got != len(files) {
			t.Errorf("from version %d: got version %d, want %d", version, got, len(files))
		}
		if left, err := s.Pending(t.Context(), "discord", c.now()); err != nil || len(left) != min(version, 1) {
			t.Errorf("from version %d: got %d waiting, %v, want %d", version, len(left), err, min(version, 1))
		}
		must(t, s.Keep(t.Context(), "k", "v", time.Time{}))
	}
}

// TestMigrateHalf: a step that fails half-way leaves the version before it, whole.
func TestMigrateHalf(t *testing.T) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	must(t, err)
	dir, c := t.TempDir(), newClock()
	s := opened(t, dir, c.now)
	key := accepted(t, s, 1, c.now())
	must(t, s.Close())
	steps := upTo(t, len(files), "CREATE TABLE extra (x)", "DROP TABLE pending; DELETE FROM accepted; INSERT INTO nowhere VALUES (1)")
	if s, err := open(context.Background(), dir, c.now, steps, settings()); err == nil {
		s.Close()
		t.Fatal("opened, want an error")
	}
	s, err = open(t.Context(), dir, c.now, upTo(t, len(files), "CREATE TABLE extra (x)"), settings())
	must(t, err)
	defer s.Close()
	if _, found, err := s.Lookup(t.Context(), key); !found || err != nil {
		t.Errorf("got %v, %v, want what was there before", found, err)
	}
	_, err = s.exec(t.Context(), "INSERT INTO extra VALUES (1)")
	must(t, err)
}
