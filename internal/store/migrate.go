package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
)

// migrations holds one file for each version of the format, numbered from 0001 on. A file that was released is never
// changed; what is to be different is a new file.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the file to the newest version, each step whole or not at all. The version stands in the file
// (user_version).
func (s *Store) migrate(ctx context.Context, migrations fs.FS) error {
	files, err := fs.Glob(migrations, "migrations/*.sql") // by name, which is by number
	if err != nil {
		return err
	}
	var version int
	if err := s.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version < 0 {
		return errDamaged
	}
	if version > len(files) {
		return &trouble{sentence: fmt.Sprintf("%s was written by a newer Backtalk (format %d; this one knows up to %d): start the newer one, "+
			"or name another data folder", s.path, version, len(files))}
	}
	for i, name := range files[version:] {
		step, err := fs.ReadFile(migrations, name)
		if err != nil {
			return err
		}
		if _, err := s.all(ctx, fmt.Sprintf("%s;PRAGMA user_version = %d", step, version+i+1)); err != nil {
			return err
		}
	}
	return nil
}
