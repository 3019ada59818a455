package store

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestFullDisk is TestFull on a disk that is really full.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("none", disk, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("needs a small disk, which cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	padding := pad(t, disk, 0)
	dir := filepath.Join(disk, "data")
	refused(t, dir, "is full: make room and start again")
	must(t, os.Remove(padding))

	s := opened(t, dir, newClock().now)
	padding = pad(t, disk, 512<<10)
	fill(t, s)
	if err := s.Close(); err != nil {
		t.Logf("closing on a full disk: %v", err)
	}
	must(t, os.Remove(padding))
	s = opened(t, dir, newClock().now)
	accepted(t, s, 9_999, start())
}
