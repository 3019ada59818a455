package store

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backtalk/internal/chat"
)

// TestFullAtStart: no room for the tables.
func TestFullAtStart(t *testing.T) {
	dir := t.TempDir()
	s, err := open(context.Background(), dir, newClock().now, migrations, append(settings(), "PRAGMA max_page_count = 3"))
	if err == nil {
		s.Close()
		t.Fatal("opened, want an error")
	}
	if want := "the disk that holds the data folder " + dir + " is full: make room and start again"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	opened(t, dir, newClock().now) // once there is room
}

// TestFull: a disk that fills up while running is told plainly, each time; what was noted before stays, reading goes on,
// nothing is half there, and it works again when there is room.
func TestFull(t *testing.T) {
	s, c := fresh(t)
	hasty(t, s)
	_, err := s.exec(t.Context(), "PRAGMA max_page_count = 40")
	must(t, err)
	fill(t, s)
	_, err = s.exec(t.Context(), "PRAGMA max_page_count = 100000")
	must(t, err)
	accepted(t, s, 9_999, c.now())
}

// fill accepts messages until the disk is full, and checks what is then left.
func fill(t *testing.T, s *Store) {
	t.Helper()
	noted := 0
	for ; ; noted++ {
		m := sample(noted)
		first, err := s.Accept(t.Context(), m.Key(), m.Author, m, start())
		if err != nil {
			if first || !strings.HasPrefix(err.Error(), "noting what is taken on: ") || strings.Contains(err.Error(), "hurts") {
				t.Errorf("got %v, %v, want false and a plain error", first, err)
			}
			break
		}
		if noted > 9_000 {
			t.Fatal("the disk does not fill up")
		}
	}
	if noted < 10 {
		t.Fatalf("full after %d messages", noted)
	}
	for id := range noted + 1 {
		_, found, err := s.Lookup(t.Context(), sample(id).Key())
		if found != (id < noted) || err != nil {
			t.Errorf("message %d of %d: got %v, %v", id, noted, found, err)
		}
	}
	if got, err := s.Pending(t.Context(), "discord", start()); len(got) != noted || err != nil {
		t.Errorf("got %d waiting, %v, want %d", len(got), err, noted)
	}
	// Answering takes no new room for the text, so it may work or not, but it must not break anything.
	if err := s.Replied(t.Context(), sample(0).Key(), chat.Posted{Ref: "88/1"}); err != nil && !strings.HasPrefix(err.Error(), "noting a reply: ") {
		t.Errorf("got %v, want a plain error", err)
	}
	var verdict string
	must(t, s.conn.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&verdict))
	if verdict != "ok" {
		t.Errorf("integrity: got %s", verdict)
	}
}

// pad fills a folder's disk up with another file, but for some bytes.
func pad(t *testing.T, dir string, spare int64) string {
	t.Helper()
	path := filepath.Join(dir, "padding")
	file, err := os.Create(path)
	must(t, err)
	defer file.Close()
	size := int64(0)
	for block := make([]byte, 4096); ; size += int64(len(block)) {
		if _, err := file.Write(block); err != nil {
			break
		}
		if size > 1<<26 {
			t.Fatal("this disk is not a small one")
		}
	}
	must(t, file.Truncate(max(0, size-spare)))
	return path
}
