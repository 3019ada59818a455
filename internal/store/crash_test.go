package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// child is what a second process does with a folder; see TestMain.
func child(role, dir string) int {
	ctx := context.Background()
	s, err := Open(ctx, dir, time.Now)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	switch role {
	case "open": // until it is told to go
		fmt.Println("open")
		bufio.NewReader(os.Stdin).ReadString('\n')
		if s.Close() != nil {
			return 1
		}
	case "busy": // until it is killed
		first, err := strconv.Atoi(os.Args[2])
		if err != nil {
			return 1
		}
		for worker := range 4 {
			go func() {
				for id := first + worker; ; id += 4 {
					if err := live(ctx, s, id); err != nil {
						fmt.Println("failed", err)
						return
					}
				}
			}()
		}
		for { // the disk is busy with the rest, too
			if _, err := s.Erase(ctx); err != nil {
				fmt.Println("failed", err)
			}
		}
	}
	return 0
}

// live takes one message on, and, for some, through the rest of its life. It prints each step once it is noted.
func live(ctx context.Context, s *Store, id int) error {
	m := sample(id)
	m.Time = time.Now()
	if first, err := s.Accept(ctx, m.Key(), m.Author, m, m.Time); err != nil || !first {
		return fmt.Errorf("accepting: %v, %w", first, err)
	}
	fmt.Println("accepted", id)
	switch id % 3 {
	case 1:
		if err := s.Done(ctx, m.Key()); err != nil {
			return err
		}
		fmt.Println("done", id)
	case 2:
		if err := s.Replied(ctx, m.Key(), chat.Posted{Ref: "r" + m.ID}); err != nil {
			return err
		}
		fmt.Println("replied", id)
	}
	return nil
}

// begin starts a child process on a folder.
func begin(t *testing.T, role string, args ...string) (process *exec.Cmd, said *bufio.Scanner) {
	t.Helper()
	process = exec.Command(os.Args[0], args...)
	process.Env = append(os.Environ(), childEnv+"="+role)
	out, err := process.StdoutPipe()
	must(t, err)
	_, err = process.StdinPipe() // open until the process ends
	must(t, err)
	must(t, process.Start())
	t.Cleanup(func() { process.Process.Kill(); process.Wait() }) // which fail when the test has done so
	return process, bufio.NewScanner(out)
}

// TestKill: whatever was noted before the process is killed is there afterwards, whole; what was not yet noted is there
// whole or not at all. The lock goes with the process.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	at := map[string]string{} // the last step that was printed, by id
	for round := range 4 {
		process, said := begin(t, "busy", dir, strconv.Itoa(round*1_000_000))
		for lines := 0; said.Scan(); lines++ {
			step, id, _ := strings.Cut(said.Text(), " ")
			if step == "failed" || id == "" {
				t.Fatalf("the process said %q", said.Text())
			}
			at[id] = step
			if lines == 40+17*round {
				must(t, process.Process.Kill()) // SIGKILL; what it printed before is still read
			}
		}
		process.Wait()
		s := opened(t, dir, time.Now)
		checkSteps(t, s, at)
		must(t, s.Close())
	}
	if len(at) < 100 {
		t.Errorf("only %d messages were taken on", len(at))
	}
}

func checkSteps(t *testing.T, s *Store, at map[string]string) {
	t.Helper()
	waiting := map[string]chat.Message{}
	messages, err := s.Pending(t.Context(), "discord", time.Time{})
	must(t, err)
	for _, m := range messages {
		waiting[m.ID] = m
	}
	for id, m := range waiting { // the unprinted ones as well
		n, err := strconv.Atoi(id)
		must(t, err)
		want := *sample(n)
		want.Time = m.Time
		if entry, found, err := s.Lookup(t.Context(), m.Key()); !reflect.DeepEqual(m, want) || !found || entry.Done || err != nil {
			t.Errorf("waiting message %s: got %+v with entry %+v, %v, %v", id, m, entry, found, err)
		}
	}
	for id, step := range at {
		m := chat.Message{Place: sample(0).Place, ID: id}
		entry, found, err := s.Lookup(t.Context(), m.Key())
		_, waits := waiting[id]
		switch {
		case err != nil || !found || entry.Author != "99":
			t.Errorf("message %s was %s: got %+v, %v, %v", id, step, entry, found, err)
		case waits == entry.Done:
			t.Errorf("message %s was %s: waits %v and done %v", id, step, waits, entry.Done)
		case step != "accepted" && waits:
			t.Errorf("message %s was %s and waits still", id, step)
		case step == "replied" && !reflect.DeepEqual(entry.Posted, []chat.Posted{{Ref: "r" + id}}):
			t.Errorf("message %s was replied to: got %+v", id, entry.Posted)
		}
	}
	for _, check := range []string{"PRAGMA integrity_check", "SELECT coalesce((SELECT 'bad' FROM pragma_foreign_key_check), 'ok')"} {
		var verdict string
		must(t, s.conn.QueryRowContext(t.Context(), check).Scan(&verdict))
		if verdict != "ok" {
			t.Errorf("%s: got %s", check, verdict)
		}
	}
}
