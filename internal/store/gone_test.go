package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// marked is a text of which every ten bytes tell whose it is.
func marked(id, length int) string {
	return strings.Repeat(fmt.Sprintf("text%03d-", id), length/8+1)
}

// marksIn returns whose texts stand in a folder's files, be it a few bytes of them.
func marksIn(t *testing.T, dir string) map[int]bool {
	t.Helper()
	found := map[int]bool{}
	for _, mark := range regexp.MustCompile(`text(\d{3})`).FindAllStringSubmatch(bytesIn(t, dir), -1) {
		id, err := strconv.Atoi(mark[1])
		must(t, err)
		found[id] = true
	}
	return found
}

// TestTextsGone: after a wipe, no byte of an answered text is in the files, whatever its length and whatever SQLite
// moved about meanwhile; those that wait are there still.
func TestTextsGone(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := hasty(t, opened(t, dir, c.now))
	random := rand.New(rand.NewPCG(1, 2))
	const many = 150
	keys := make([]string, many)
	for id := range many {
		m := sample(id)
		m.Text = marked(id, []int{20, 200, 700, 1500, 9000}[random.IntN(5)])
		keys[id] = m.Key()
		_, err := s.Accept(t.Context(), m.Key(), m.Author, m, c.now())
		must(t, err)
	}
	order := random.Perm(many)
	answer := func(ids []int) {
		for i, id := range ids {
			if i%2 == 0 {
				must(t, s.Done(t.Context(), keys[id]))
			} else {
				must(t, s.Replied(t.Context(), keys[id], chat.Posted{Ref: fmt.Sprint(id)}))
			}
		}
	}
	find := func(when string, waiting []int) {
		t.Helper()
		want := map[int]bool{}
		for _, id := range waiting {
			want[id] = true
		}
		if got := marksIn(t, dir); !maps.Equal(got, want) {
			t.Errorf("%s: got texts of %v, want of %v", when, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
		}
	}
	find("at first", order)
	answer(order[:many-5])
	if left := len(marksIn(t, dir)); left <= 5 {
		t.Error("nothing is left before a wipe: this test no longer shows what it is for")
	}
	must(t, s.do(t.Context(), "", s.wipe))
	find("after a wipe", order[many-5:])
	answer(order[many-5:])
	_, err := s.Erase(t.Context())
	must(t, err)
	find("after Erase", nil)
	if s.texts {
		t.Error("it goes on wiping where there is no text")
	}
}

// TestTextsGoneAtClose: nor is one there when the program has stopped.
func TestTextsGoneAtClose(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir, newClock().now)
	key := accepted(t, s, 1, start())
	if !strings.Contains(bytesIn(t, dir), "back 1 hurts") {
		t.Fatal("the text was never there")
	}
	must(t, s.Done(t.Context(), key))
	must(t, s.Close())
	if strings.Contains(bytesIn(t, dir), "back 1 hurts") {
		t.Error("the text is there still")
	}
}

// TestOldGone: after Erase, no byte of what is older than seven days is in the files: no key, author or reference.
func TestOldGone(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := hasty(t, opened(t, dir, c.now))
	random := rand.New(rand.NewPCG(3, 4))
	note := func(kind string) {
		for id := range 250 {
			key := kind + strings.Repeat(fmt.Sprintf("-key%d", random.IntN(1000)), 1+random.IntN(20)) + fmt.Sprint(id)
			_, err := s.Accept(t.Context(), key, kind+"-author", nil, c.now())
			must(t, err)
			must(t, s.Replied(t.Context(), key, chat.Posted{Ref: kind + "-ref" + fmt.Sprint(id), Aside: kind + "-aside" + fmt.Sprint(id)}))
			must(t, s.Keep(t.Context(), kind+"-hold"+key, kind+"-value", c.now().Add(time.Hour)))
		}
	}
	note("old")
	c.wait(Retention)
	note("young")
	c.wait(time.Minute)
	if n, err := s.Erase(t.Context()); n != 500 || err != nil {
		t.Errorf("erasing: got %d, %v, want 500", n, err)
	}
	all := bytesIn(t, dir)
	for _, part := range []string{"-key", "-author", "-ref", "-aside", "-hold", "-value"} {
		if strings.Contains(all, "old"+part) {
			t.Errorf("something old is there still: %s", part)
		}
		if !strings.Contains(all, "young"+part) {
			t.Errorf("something young is gone: %s", part)
		}
	}
}

// TestTextsGoneMoved: rows that wait move between pages while their neighbours are answered; no copy of them stays.
func TestTextsGoneMoved(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := hasty(t, opened(t, dir, c.now))
	random := rand.New(rand.NewPCG(5, 6))
	waiting := map[int]bool{}
	const many = 600
	for id := range many {
		m := sample(id)
		m.Text = marked(id, random.IntN(600))
		_, err := s.Accept(t.Context(), m.Key(), m.Author, m, c.now())
		must(t, err)
		waiting[id] = true
		for _, other := range slices.Sorted(maps.Keys(waiting)) {
			if len(waiting) > 60 && random.IntN(4) == 0 {
				must(t, s.Done(t.Context(), sample(other).Key()))
				delete(waiting, other)
			}
		}
		if id%100 != 99 {
			continue
		}
		must(t, s.do(t.Context(), "", s.wipe))
		if got := marksIn(t, dir); !maps.Equal(got, waiting) {
			t.Errorf("after %d messages: got texts of %v, want of %v", id+1, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(waiting)))
		}
	}
}
