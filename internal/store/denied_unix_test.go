//go:build unix

package store

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// nobody is a user without rights on Linux and the BSDs alike.
const nobody = 65534

// TestReadOnly: a folder that may only be read, new or with a file in it, and a file that may only be read. Root may
// write everywhere, so another process tries it as nobody.
func TestReadOnly(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root, to be nobody")
	}
	program := asNobody(t)
	for _, test := range []struct {
		name         string
		file         bool
		dirMode      os.FileMode
		fileOfNobody bool
		fileMode     os.FileMode
		want         string
	}{
		{"new", false, 0o755, false, 0, "permission denied"},
		{"folder", true, 0o755, true, 0o600, "cannot be made or written"},
		{"file of another", true, 0o777, false, 0o600, "cannot be made or written"},
		{"file", true, 0o777, true, 0o400, "cannot be made or written"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(filepath.Dir(program), strings.ReplaceAll(test.name, " ", "-"))
			must(t, os.Mkdir(dir, 0o700))
			if test.file {
				s := opened(t, dir, time.Now)
				must(t, s.Close())
				path := filepath.Join(dir, fileName)
				must(t, os.Chmod(path, test.fileMode))
				if test.fileOfNobody {
					must(t, os.Chown(path, nobody, nobody))
				}
			}
			must(t, os.Chmod(dir, test.dirMode))
			process := exec.Command(program, dir)
			process.Env = append(os.Environ(), childEnv+"=open")
			process.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
			got, err := process.Output()
			if err == nil || !strings.Contains(string(got), test.want) || !strings.Contains(string(got), dir) ||
				!strings.Contains(string(got), "name another data folder") || strings.Count(string(got), "\n") != 1 {
				t.Errorf("got %q, %v, want one sentence with %q", got, err, test.want)
			}
		})
	}
}

// asNobody copies this test binary to where nobody may run it.
func asNobody(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{filepath.Dir(dir), dir} {
		must(t, os.Chmod(d, 0o755))
	}
	self, err := os.Executable()
	must(t, err)
	from, err := os.Open(self)
	must(t, err)
	defer from.Close()
	to, err := os.OpenFile(filepath.Join(dir, "program"), os.O_CREATE|os.O_WRONLY, 0o755)
	must(t, err)
	_, err = io.Copy(to, from)
	must(t, err)
	must(t, to.Close())
	if err := exec.Command("/bin/sh", "-c", "true").Run(); err != nil {
		t.Skipf("cannot run other programs here: %v", err)
	}
	return to.Name()
}
