package store

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"backtalk/internal/chat"
)

// TestErase: what is older than seven days goes with all that belongs to it; values go at their end, or stay.
func TestErase(t *testing.T) {
	s, c := fresh(t)
	old := accepted(t, s, 1, c.now())
	must(t, s.Replied(t.Context(), old, chat.Posted{Ref: "old"}))
	must(t, s.Keep(t.Context(), "forever", "x", time.Time{}))
	must(t, s.Keep(t.Context(), "hour", "x", c.now().Add(time.Hour)))
	must(t, s.Keep(t.Context(), "month", "x", c.now().Add(30*24*time.Hour)))
	c.wait(time.Microsecond)
	young := accepted(t, s, 2, c.now())
	must(t, s.Replied(t.Context(), young, chat.Posted{Ref: "young"}))

	erase := func(want int) {
		t.Helper()
		if got, err := s.Erase(t.Context()); got != want || err != nil {
			t.Errorf("erasing %v after the start: got %d, %v, want %d", c.now().Sub(start()), got, err, want)
		}
	}
	known := func(want bool, refs ...string) {
		t.Helper()
		for _, ref := range refs {
			if _, found, err := s.Replier(t.Context(), ref); found != want || err != nil {
				t.Errorf("%s: got %v, %v, want %v", ref, found, err, want)
			}
		}
	}
	erase(0)
	c.wait(time.Hour)
	erase(1) // the value with an hour
	c.wait(Retention - time.Hour - time.Microsecond)
	erase(0)
	known(true, "old", "young")
	c.wait(time.Microsecond)
	erase(1)
	known(false, "old")
	known(true, "young")
	c.wait(time.Microsecond)
	erase(1)
	known(false, "young")
	if got, err := s.List(t.Context(), ""); len(got) != 2 || err != nil {
		t.Errorf("values: got %v, %v, want forever and month", got, err)
	}
	c.wait(30 * 24 * time.Hour)
	erase(1)
	if first, err := s.Accept(t.Context(), old, "99", nil, c.now()); !first || err != nil {
		t.Errorf("a key that was erased: got %v, %v, want true", first, err)
	}
}

// TestEraseMany: more than a batch, and a context that ends is told.
func TestEraseMany(t *testing.T) {
	s, c := fresh(t)
	_, err := s.exec(t.Context(), `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
		INSERT INTO accepted (key, author, at) SELECT 'k' || i, 'a', ?1 FROM n`, stamp(c.now()))
	must(t, err)
	c.wait(Retention + time.Second)
	ended, end := context.WithCancel(t.Context())
	end()
	if got, err := s.Erase(ended); got != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("got %d, %v, want %v", got, err, context.Canceled)
	}
	if got, err := s.Erase(t.Context()); got != 2500 || err != nil {
		t.Errorf("got %d, %v, want 2500", got, err)
	}
}

// TestTooLate: a text whose answer never came goes after a day, and it is noted that nothing was said: where and when, of a
// private one only when. That it was accepted stays known. What was said long before it was accepted waits no longer.
func TestTooLate(t *testing.T) {
	s, c := fresh(t)
	key := accepted(t, s, 1, c.now())
	private, missed := sample(2), sample(3)
	private.Direct, private.Time, missed.Time = true, c.now(), c.now().Add(-time.Hour)
	for _, m := range []*chat.Message{private, missed} {
		_, err := s.Accept(t.Context(), m.Key(), m.Author, m, c.now())
		must(t, err)
	}
	unsaid := func(m chat.Message, why chat.Why) chat.Unsaid {
		return chat.Unsaid{Place: m.Place, ID: m.ID, Why: why, At: m.Time.UTC()}
	}
	hidden := chat.Unsaid{Place: chat.Place{Platform: "discord"}, Why: chat.TooLate, At: start()}
	for _, test := range []struct {
		after  time.Duration
		waits  int
		unsaid []chat.Unsaid
	}{
		{chat.Lasting - time.Hour, 3, nil},
		{time.Microsecond, 2, []chat.Unsaid{unsaid(*missed, chat.TooLate)}},
		{time.Hour, 0, []chat.Unsaid{unsaid(*missed, chat.TooLate), unsaid(*sample(1), chat.TooLate), hidden}},
	} {
		c.wait(test.after)
		must(t, s.do(t.Context(), "", s.wipe))
		if got, err := s.Pending(t.Context(), "discord", time.Time{}); len(got) != test.waits || err != nil {
			t.Errorf("%v later: got %d waiting, %v, want %d", test.after, len(got), err, test.waits)
		}
		if got, err := s.Unsaid(t.Context(), true); !reflect.DeepEqual(got, test.unsaid) || err != nil {
			t.Errorf("%v later: got %+v, %v, want %+v", test.after, got, err, test.unsaid)
		}
	}
	if e, found, err := s.Lookup(t.Context(), key); !found || !e.Done || err != nil {
		t.Errorf("got %+v, %v, %v, want it known and done", e, found, err)
	}
}

// TestWarnedGone: who was warned is told by nothing any more after a day; that a message was answered still is.
func TestWarnedGone(t *testing.T) {
	s, c := fresh(t)
	warned, asked := accepted(t, s, 1, c.now()), accepted(t, s, 2, c.now())
	must(t, s.Replied(t.Context(), warned, chat.Posted{Ref: "88/1", Warning: true}))
	must(t, s.Replied(t.Context(), warned, chat.Posted{Ref: "dm/1", Warning: true, Private: true}))
	must(t, s.Replied(t.Context(), asked, chat.Posted{Ref: "88/2"}))
	check := func(author string, posts int) {
		t.Helper()
		_, err := s.Erase(t.Context())
		must(t, err)
		if e, _, err := s.Lookup(t.Context(), warned); e.Author != author || len(e.Posted) != posts || err != nil {
			t.Errorf("got %+v, %v, want the author %q and %d posts", e, err, author, posts)
		}
		if e, _, err := s.Lookup(t.Context(), asked); e.Author != "99" || len(e.Posted) != 1 || err != nil {
			t.Errorf("another message: got %+v, %v", e, err)
		}
	}
	private := accepted(t, s, 3, c.now())
	must(t, s.Replied(t.Context(), private, chat.Posted{Ref: "dm/3", Warning: true, Private: true}))
	c.wait(warnedFor)
	check("99", 2)
	c.wait(time.Microsecond)
	check("", 1)
	if e, known, err := s.Lookup(t.Context(), private); !known || e.Key == private || e.Author != "" || len(e.Posted) > 0 || err != nil {
		t.Errorf("a private message: got %+v, %v, %v, want a hash alone", e, known, err)
	}
}

// TestRun: it erases at the start and every hour, wipes every minute, and ends with its context.
func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := opened(t, t.TempDir(), time.Now)
		old := accepted(t, s, 1, time.Now().Add(-Retention-time.Second))
		known := func(when, key string, want bool) {
			t.Helper()
			if _, found, err := s.Lookup(t.Context(), key); found != want || err != nil {
				t.Errorf("%s: got %v, %v, want %v", when, found, err, want)
			}
		}
		ctx, end := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- s.Run(ctx) }()
		synctest.Wait()
		known("at the start", old, false)

		key := accepted(t, s, 2, time.Now().Add(-Retention+time.Minute))
		must(t, s.Done(t.Context(), key))
		time.Sleep(wipeEvery)
		synctest.Wait()
		if s.texts {
			t.Error("after a minute: not wiped")
		}
		time.Sleep(58 * wipeEvery)
		synctest.Wait()
		known("before the hour", key, true)
		time.Sleep(wipeEvery)
		synctest.Wait()
		known("after an hour", key, false)
		end()
		if err := <-ended; err != nil {
			t.Errorf("Run: got %v, want nil", err)
		}
	})
}

// TestRunTrouble: what fails is tried again every minute; after an hour of failures it is told.
func TestRunTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := opened(t, t.TempDir(), time.Now)
		accepted(t, s, 1, time.Now().Add(-Retention-time.Second))
		hinder := func() {
			_, err := s.exec(t.Context(), `CREATE TRIGGER no BEFORE DELETE ON accepted BEGIN SELECT RAISE (ABORT, 'no'); END`)
			must(t, err)
		}
		hinder()
		ended := make(chan error, 1)
		go func() { ended <- s.Run(t.Context()) }()
		time.Sleep(patience*wipeEvery - time.Second)
		_, err := s.exec(t.Context(), `DROP TRIGGER no`)
		must(t, err)
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if _, found, err := s.Lookup(t.Context(), sample(1).Key()); found || err != nil {
			t.Errorf("after the trouble: got %v, %v, want it erased", found, err)
		}
		hinder()
		accepted(t, s, 1, time.Now().Add(-Retention-time.Second))
		since := time.Now()
		err = <-ended
		if err == nil || !strings.HasPrefix(err.Error(), "erasing what is old: ") {
			t.Errorf("got %v, want what failed", err)
		}
		if got := time.Since(since).Round(time.Hour); got != 2*time.Hour { // an hour to the next Erase, an hour of failures
			t.Errorf("told after %v, want two hours", got)
		}
	})
}
