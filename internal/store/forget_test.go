package store

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// TestForgetPerson: what names a person goes at once, also out of the files' bytes; a hold stays, others keep what is
// theirs, and a redelivery is still known.
func TestForgetPerson(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := opened(t, dir, c.now)
	const ann, bob = "4711004711", "4712004712"
	say := func(id, author string) string {
		m := sample(0)
		m.ID, m.Author, m.Text = id, author, "words of "+id
		_, err := s.Accept(t.Context(), m.Key(), author, m, c.now())
		must(t, err)
		return m.Key()
	}
	waits, answered, hers := say("100001", ann), say("100002", ann), say("100003", bob)
	must(t, s.Replied(t.Context(), answered, chat.Posted{Ref: "88/200002"}))
	must(t, s.Replied(t.Context(), answered, chat.Posted{Ref: "555000555/200003", Private: true}))
	must(t, s.Replied(t.Context(), hers, chat.Posted{Ref: "88/200004"}))
	for key, value := range map[string]string{
		"hold/discord/" + ann: "1", "dm/discord/555000555": ann, "thread/discord/77/88/1": ann + " -" + bob, "thread/discord/77/88/2": "-" + ann,
		"dm/discord/666": bob, "hold/slack/" + ann: "1", "pause/discord/77/": "1",
	} {
		must(t, s.Keep(t.Context(), key, value, c.now().Add(time.Hour)))
	}
	kept, err := s.KeptOf(t.Context(), "discord", ann)
	if kinds := slices.Sorted(maps.Keys(kept.Notes)); err != nil || kept.Messages != 2 || kept.Waiting != 1 || strings.Join(kinds, " ") != "dm hold thread" {
		t.Errorf("kept: got %+v, %v, want two messages, one that waits, and three kinds of notes", kept, err)
	}
	if n, err := s.ForgetPerson(t.Context(), "discord", ann, "hold"); n != 5 || err != nil {
		t.Errorf("forgotten: got %d, %v, want 5", n, err)
	}
	if n, err := s.ForgetPerson(t.Context(), "discord", ann, "hold"); n != 0 || err != nil {
		t.Errorf("once more: got %d, %v, want 0", n, err)
	}
	all, err := s.List(t.Context(), "")
	want := map[string]string{"hold/discord/" + ann: "1", "thread/discord/77/88/1": "-" + bob, "dm/discord/666": bob, "hold/slack/" + ann: "1", "pause/discord/77/": "1"}
	if err != nil || !maps.Equal(all, want) {
		t.Errorf("notes: got %v, %v, want %v", all, err, want)
	}
	if kept, err := s.KeptOf(t.Context(), "discord", ann); err != nil || kept.Messages != 0 || len(kept.Notes) != 1 {
		t.Errorf("kept after that: got %+v, %v, want the hold", kept, err)
	}
	for _, key := range []string{waits, answered} {
		m := sample(0)
		if first, err := s.Accept(t.Context(), key, ann, m, c.now()); first || err != nil {
			t.Errorf("a redelivery of %s: got %v, %v, want false", key, first, err)
		}
		if e, found, err := s.Lookup(t.Context(), key); !found || e.Author != "" || !e.Done || strings.Contains(e.Key, "1000") || err != nil {
			t.Errorf("%s: got %+v, %v, %v, want it done and without a name", key, e, found, err)
		}
	}
	if e, _, err := s.Replier(t.Context(), "88/200002"); len(e.Posted) != 1 || err != nil {
		t.Errorf("the public reply: got %+v, %v, want it alone", e, err)
	}
	// What is noted after that of a message that was under way brings nothing of it back.
	must(t, s.Replied(t.Context(), waits, chat.Posted{Ref: "88/200009"}))
	must(t, s.Done(t.Context(), waits))
	if e, _, err := s.Replier(t.Context(), "88/200009"); strings.Contains(e.Key, "100001") || err != nil {
		t.Errorf("got %+v, %v, want no place", e, err)
	}
	bytes := strings.ReplaceAll(strings.ReplaceAll(bytesIn(t, dir), "hold/discord/"+ann, ""), "hold/slack/"+ann, "")
	for _, gone := range []string{ann, "100001", "100002", "words of 10000", "555000555"} {
		if gone == "words of 10000" {
			gone += "1"
		}
		if strings.Contains(bytes, gone) {
			t.Errorf("the files hold %s still", gone)
		}
	}
	if !strings.Contains(bytes, bob) || !strings.Contains(bytes, "100003") {
		t.Error("what is somebody else's is gone")
	}
	if pages, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(pages) == 0 {
		t.Error(fmt.Errorf("no files: %w", err))
	}
}

// TestForgetMessage: a deletion takes the author, the time of day and the text along; the place, too, but where a warning
// stands.
func TestForgetMessage(t *testing.T) {
	s, c := fresh(t)
	plain, warned := accepted(t, s, 1, c.now()), accepted(t, s, 2, c.now())
	must(t, s.Replied(t.Context(), warned, chat.Posted{Ref: "88/7", Warning: true}))
	for _, test := range []struct {
		key  string
		kept bool
	}{{plain, false}, {warned, true}, {"discord/77/88//unknown", false}} {
		must(t, s.ForgetMessage(t.Context(), test.key))
		e, found, err := s.Lookup(t.Context(), test.key)
		if err != nil || !found {
			if test.key == plain || test.key == warned {
				t.Errorf("%s: got %v, %v, want it known", test.key, found, err)
			}
			continue
		}
		if e.Author != "" || !e.Done || !e.At.Equal(c.now().Truncate(24*time.Hour)) || (e.Key == test.key) != test.kept {
			t.Errorf("%s: got %+v, want no author and no time of day", test.key, e)
		}
	}
	if first, err := s.Accept(t.Context(), plain, "99", nil, c.now()); first || err != nil {
		t.Errorf("a redelivery: got %v, %v, want false", first, err)
	}
	if got, err := s.Pending(t.Context(), "discord", time.Time{}); len(got) != 0 || err != nil {
		t.Errorf("got %d waiting, %v, want none", len(got), err)
	}
}

// TestUnsaid: noted once, told once, gone when it was said after all, and after seven days.
func TestUnsaid(t *testing.T) {
	s, c := fresh(t)
	one := chat.Unsaid{Place: sample(1).Place, ID: "1", Why: chat.Barred, At: c.now()}
	two := chat.Unsaid{Place: chat.Place{Platform: "slack"}, Why: chat.Untold, At: c.now()}
	count := func(untold bool, want int) {
		t.Helper()
		if got, err := s.Unsaid(t.Context(), untold); len(got) != want || err != nil {
			t.Errorf("got %d, %v, want %d", len(got), err, want)
		}
	}
	for range 2 {
		must(t, s.Miss(t.Context(), one))
		must(t, s.Miss(t.Context(), two))
	}
	count(true, 2)
	must(t, s.Tell(t.Context(), one))
	count(true, 1)
	count(false, 2)
	must(t, s.Said(t.Context(), two))
	count(false, 1)
	c.wait(Retention + time.Second)
	count(false, 0)
	if n, err := s.Erase(t.Context()); n != 1 || err != nil {
		t.Errorf("erasing: got %d, %v, want 1", n, err)
	}
}

// TestWatch: a disk that fails is told once, and once that it works again.
func TestWatch(t *testing.T) {
	s, c := fresh(t)
	var told []bool
	s.Watch(func(err error) {
		told = append(told, err != nil)
		_, _, _ = s.Kept(t.Context(), "what is told may use the store")
	})
	accepted(t, s, 1, c.now())
	_, err := s.exec(t.Context(), `CREATE TRIGGER no BEFORE INSERT ON accepted BEGIN SELECT RAISE (ABORT, 'no'); END`)
	must(t, err)
	for id := range 3 {
		m := sample(10 + id)
		if _, err := s.Accept(t.Context(), m.Key(), m.Author, m, c.now()); err == nil {
			t.Fatal("accepted, want an error")
		}
	}
	_, err = s.exec(t.Context(), `DROP TRIGGER no`)
	must(t, err)
	accepted(t, s, 2, c.now())
	if fmt.Sprint(told) != "[true false]" {
		t.Errorf("told %v, want one spell", told)
	}
}

// TestWatchIsNotFooled: on a disk that fails, an operation that changes nothing does not tell that it works.
func TestWatchIsNotFooled(t *testing.T) {
	s, c := fresh(t)
	var told []bool
	s.Watch(func(err error) { told = append(told, err != nil) })
	_, err := s.exec(t.Context(), `CREATE TRIGGER no BEFORE INSERT ON accepted BEGIN SELECT RAISE (ABORT, 'no'); END`)
	must(t, err)
	for id := range 3 {
		m := sample(id)
		if _, err := s.Accept(t.Context(), m.Key(), m.Author, m, c.now()); err == nil {
			t.Fatal("accepted, want an error")
		}
		must(t, s.Done(t.Context(), m.Key()))
		must(t, s.Drop(t.Context(), "nothing"))
	}
	if fmt.Sprint(told) != "[true]" {
		t.Errorf("told %v, want one spell that goes on", told)
	}
	_, err = s.exec(t.Context(), `DROP TRIGGER no`)
	must(t, err)
	accepted(t, s, 9, c.now())
	if fmt.Sprint(told) != "[true false]" {
		t.Errorf("told %v, want that it is over", told)
	}
}

// TestSettings: every change waits for the disk, and what is erased is overwritten.
func TestSettings(t *testing.T) {
	s, _ := fresh(t)
	for pragma, want := range map[string]int64{"synchronous": 2, "secure_delete": 1, "temp_store": 2, "foreign_keys": 1} {
		var got int64
		if err := s.conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); got != want || err != nil {
			t.Errorf("%s: got %d, %v, want %d", pragma, got, err, want)
		}
	}
}
