package bot

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// TestMemo: a value is kept until its time, or until it is dropped, and listed by prefix.
func TestMemo(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	m := newUntilRestart(func() time.Time { return now })
	ctx := context.Background()
	for key, d := range map[string]time.Duration{"a/1": time.Hour, "a/2": 2 * time.Hour, "b/1": 3 * time.Hour} {
		if err := m.Keep(ctx, key, "v"+key, now.Add(d)); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Keep(ctx, "a/forever", "x", time.Time{}); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	if _, ok, _ := m.Kept(ctx, "a/1"); ok {
		t.Error("a/1 is kept past its time")
	}
	if v, ok, _ := m.Kept(ctx, "a/2"); !ok || v != "va/2" {
		t.Errorf("a/2: got %q, %v", v, ok)
	}
	if all, _ := m.List(ctx, "a/"); len(all) != 2 || all["a/forever"] != "x" {
		t.Errorf("got %v, want a/2 and a/forever", all)
	}
	if err := m.Drop(ctx, "a/forever"); err != nil {
		t.Fatal(err)
	}
	if _, ok, _ := m.Kept(ctx, "a/forever"); ok {
		t.Error("a/forever was dropped and is kept")
	}
}

// TestMemoBounds: one kind of fact is bounded, and pushes out nothing of another.
func TestMemoBounds(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	m := newUntilRestart(func() time.Time { return now })
	ctx := context.Background()
	_ = m.Keep(ctx, holdKind+"ann", "1", now.Add(time.Hour))
	for i := range 3 * perKind {
		_ = m.Keep(ctx, othersKind+strconv.Itoa(i), "1", now.Add(time.Hour))
	}
	if n := m.kinds["others"].Len(); n != perKind {
		t.Errorf("got %d facts, want %d", n, perKind)
	}
	if _, ok, _ := m.Kept(ctx, holdKind+"ann"); !ok {
		t.Error("answers pushed out who was warned")
	}
	now = now.Add(time.Hour)
	_ = m.Keep(ctx, othersKind+"x", "1", now.Add(time.Hour))
	if n := m.kinds["others"].Len(); n != 1 {
		t.Errorf("an hour later: got %d facts, want one", n)
	}
}

// broken is a memo on a broken disk.
type broken struct {
	chat.Memo
	mu  sync.Mutex
	err error
}

func (b *broken) breaks(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.err = err
}

func (b *broken) fault() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.err
}

func (b *broken) Keep(ctx context.Context, key, value string, until time.Time) error {
	if err := b.fault(); err != nil {
		return err
	}
	return b.Memo.Keep(ctx, key, value, until)
}

func (b *broken) Kept(ctx context.Context, key string) (string, bool, error) {
	if err := b.fault(); err != nil {
		return "", false, err
	}
	return b.Memo.Kept(ctx, key)
}

func (b *broken) List(ctx context.Context, prefix string) (map[string]string, error) {
	if err := b.fault(); err != nil {
		return nil, err
	}
	return b.Memo.List(ctx, prefix)
}

func (b *broken) Drop(ctx context.Context, key string) error {
	if err := b.fault(); err != nil {
		return err
	}
	return b.Memo.Drop(ctx, key)
}

// TestBrokenMemo: without a memo, warnings, holds and pauses work on in memory; each spell of trouble is logged once.
func TestBrokenMemo(t *testing.T) {
	var out bytes.Buffer
	memo := &broken{err: errors.New("disk full")}
	w := newWorldOf(t, Options{Clinic: full(), Memo: memo, Log: slog.New(slog.NewTextHandler(&out, nil))})
	memo.Memo = newUntilRestart(w.clock)
	if r := w.says("i have chest pain"); !r.Warning {
		t.Errorf("got %q, want the warning", plain(r))
	}
	if r := w.says(wish); books(r) {
		t.Error("the hold was lost")
	}
	staff := press(chat.Pause, "")
	staff.Staff = true
	if r := w.presses(staff); !strings.Contains(r.Lead, "paused in this channel") || r.Text != w.settings().usual.voice.NotSaved() {
		t.Errorf("pause: got %q, %q", r.Lead, r.Text)
	}
	if w.Message(context.Background(), w.message("what is shiatsu")) != nil {
		t.Error("it speaks while paused")
	}
	memo.breaks(nil)
	staff.Action = chat.Resume
	if r := w.presses(staff); r.Text != "" {
		t.Errorf("resume with a mended memo: got %q", r.Text)
	}
	w.says("what is shiatsu")
	memo.breaks(errors.New("disk full again"))
	w.says("i have a fever")
	if n := strings.Count(out.String(), "keeping notes"); n != 2 {
		t.Errorf("got %d lines, want one for each spell: %s", n, out.String())
	}
	if strings.Contains(out.String(), "shiatsu") || strings.Contains(out.String(), "chest") {
		t.Errorf("words in the log: %s", out.String())
	}
}

// TestUndropped: what could not be dropped from the memo does not come back.
func TestUndropped(t *testing.T) {
	memo := &broken{}
	w := newWorldOf(t, Options{Clinic: full(), Memo: memo})
	memo.Memo = newUntilRestart(w.clock)
	staff := press(chat.Pause, chat.Everywhere)
	staff.Staff = true
	w.presses(staff)
	memo.breaks(errors.New("locked"))
	staff.Action = chat.Resume
	if r := w.presses(staff); r.Text != w.settings().usual.voice.NotSaved() {
		t.Errorf("got %q", plain(r))
	}
	w.says("what is shiatsu")
	if _, ok := w.lasting.kept(context.Background(), pauseKey(w.settings().at(staff.Place), "")); ok {
		t.Error("the pause came back")
	}
}

// TestRestart: the hold and the pauses are there after a restart, whatever platform's place they are asked in.
func TestRestart(t *testing.T) {
	first := newWorld(t, full())
	memo := newUntilRestart(first.clock)
	first = newWorldOf(t, Options{Clinic: full(), Memo: memo})
	first.says("i have a fever")
	staff := press(chat.Pause, "")
	staff.Staff, staff.Channel = true, "quiet"
	first.presses(staff)
	second := newWorldOf(t, Options{Clinic: full(), Memo: memo})
	m := second.message(wish)
	m.Space, m.Channel = "elsewhere", "d"
	if r := second.sends(m); books(r) {
		t.Error("the hold did not survive")
	}
	m = second.message("what is shiatsu")
	m.Channel = "quiet"
	if second.Message(context.Background(), m) != nil {
		t.Error("the pause did not survive")
	}
	second.says("what is shiatsu")
}
