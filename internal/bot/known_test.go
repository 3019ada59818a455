package bot

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"
)

// askedMemo counts how often it is asked.
type askedMemo struct {
	*untilRestart
	kept, lists atomic.Int32
	broken      atomic.Bool
}

func (a *askedMemo) Kept(ctx context.Context, key string) (string, bool, error) {
	a.kept.Add(1)
	if a.broken.Load() {
		return "", false, errors.New("gone")
	}
	return a.untilRestart.Kept(ctx, key)
}

func (a *askedMemo) List(ctx context.Context, prefix string) (map[string]string, error) {
	a.lists.Add(1)
	if a.broken.Load() {
		return nil, errors.New("gone")
	}
	return a.untilRestart.List(ctx, prefix)
}

// TestNoDiskForStrangers: whether a message is urgent is told without asking a disk for people who were never warned; of
// those who were in an earlier run it is found there. Once the disk fails it is asked again when it works.
func TestNoDiskForStrangers(t *testing.T) {
	clock := newWorld(t, full())
	memo := &askedMemo{untilRestart: newUntilRestart(clock.clock)}
	first := newWorldOf(t, Options{Clinic: full(), Memo: memo})
	first.says("i have chest pain")

	second := newWorldOf(t, Options{Clinic: full(), Memo: memo})
	memo.kept.Store(0)
	memo.lists.Store(0)
	m := second.message("what is shiatsu")
	m.Author = "bob"
	for range 100 {
		if second.Urgent(context.Background(), m) {
			t.Fatal("a stranger is urgent")
		}
	}
	if k, l := memo.kept.Load(), memo.lists.Load(); k != 0 || l > 1 {
		t.Errorf("the disk was asked %d times and listed %d times", k, l)
	}
	m.Author = "ann"
	if !second.Urgent(context.Background(), m) {
		t.Error("the warning of the run before is not known")
	}
	clock.wait(stands + time.Second) // the memo goes by its clock
	second.wait(stands + time.Second)
	if second.Urgent(context.Background(), m) {
		t.Error("the warning stands still")
	}

	memo.broken.Store(true)
	third := newWorldOf(t, Options{Clinic: full(), Memo: memo})
	if third.Urgent(context.Background(), m) {
		t.Error("urgent on a broken disk")
	}
	third.says("i have chest pain")
	if !third.Urgent(context.Background(), third.message("is it serious?")) {
		t.Error("what this run warned of is not known on a broken disk")
	}
}

// TestKnownIsBounded: what is over is forgotten.
func TestKnownIsBounded(t *testing.T) {
	k := newKnown()
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for i := range 5 * perKind {
		k.note(holdKind+time.Duration(i).String(), now.Add(time.Hour), now)
		now = now.Add(time.Second)
	}
	if n := len(k.keys); n > 2*perKind {
		t.Errorf("%d keys are remembered", n)
	}
}
