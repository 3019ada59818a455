package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// asideMark stands between the name of a damaged file and the moment at which it was set aside.
const asideMark = ".damaged-"

// asideTime is how that moment is written: UTC, and in no file system a problem.
const asideTime = "20060102T150405Z"

// setAside moves a damaged file and its log out of the way, and returns the new path of the file.
func setAside(path string, now time.Time) (string, error) {
	to := path + asideMark + now.UTC().Format(asideTime)
	if err := os.Rename(path, to); err != nil {
		return "", err
	}
	if err := os.Rename(path+"-wal", to+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return to, nil
}

// eraseAside removes the damaged files that were set aside before a time: they hold what a whole one may hold no longer.
func eraseAside(path string, before time.Time) error {
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return err
	}
	var failed error
	for _, f := range files {
		stamp, aside := strings.CutPrefix(f.Name(), filepath.Base(path)+asideMark)
		if at, err := time.Parse(asideTime, strings.TrimSuffix(stamp, "-wal")); aside && err == nil && at.Before(before) {
			failed = errors.Join(failed, os.Remove(filepath.Join(filepath.Dir(path), f.Name())))
		}
	}
	return failed
}
