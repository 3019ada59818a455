package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// weight is how much a program uses after so many questions.
type weight struct{ questions, goroutines, bytes int }

// What may be left of each question, and of its work, once everything has run out that is remembered for a while. A question
// that leaves 10 kB behind is a leak.
const (
	leftBytes      = 4 << 10
	leftGoroutines = 20
)

// grows says whether a program grew by more than what a question may leave behind, from one weighing to the last.
func grows(first, last weight) error {
	questions := last.questions - first.questions
	if per := (last.bytes - first.bytes) / max(questions, 1); per > leftBytes {
		return fmt.Errorf("%d bytes are left of each of %d questions, more than %d", per, questions, leftBytes)
	}
	if more := last.goroutines - first.goroutines; more > leftGoroutines {
		return fmt.Errorf("%d goroutines are left of %d questions", more, questions)
	}
	return nil
}

// TestGrows: a leak of 10 kB a question shows, and what a collection happens to leave does not.
func TestGrows(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name        string
		first, last weight
		want        bool
	}{
		{"steady", weight{200, 60, 80 << 20}, weight{600, 61, 81 << 20}, false},
		{"10 kB a question", weight{200, 60, 80 << 20}, weight{600, 60, 80<<20 + 400*10<<10}, true},
		{"a goroutine a question", weight{200, 60, 80 << 20}, weight{600, 460, 80 << 20}, true},
		{"less than before", weight{200, 60, 80 << 20}, weight{600, 50, 70 << 20}, false},
	} {
		if err := grows(tt.first, tt.last); (err != nil) != tt.want {
			t.Errorf("%s: got %v", tt.name, err)
		}
	}
}

// TestSteady serves crowds on both platforms with faults but without kills, and weighs the program, a process of its own, when
// everything has run out that is remembered for a while: nothing may be left of each question.
func TestSteady(t *testing.T) {
	t.Parallel()
	if testing.Short() || raceDetector {
		t.Skip("measures the program as it is shipped")
	}
	clock, heap := filepath.Join(t.TempDir(), "clock"), filepath.Join(t.TempDir(), "heap")
	b := bothCrowds(t, 20, clockEnv+"="+clock, heapEnv+"="+heap)
	p := b.here.p.now()
	ahead := time.Duration(0)
	spell := func() weight {
		chaos, elsewhere := b.here.chaos(500*time.Millisecond), b.there.chaos(500*time.Millisecond)
		b.talk(*soakFor / 3)
		chaos.Stop()
		elsewhere.Stop()
		b.allAnswered()
		ahead += 11 * time.Minute // talk, turns and limits are over, and nothing is too old to be answered
		p.h.turn(clock, ahead)
		b.here.ask("what is shiatsu", false) // which has what is over forgotten
		b.there.ask("what is shiatsu", false)
		b.allAnswered()
		return p.weigh(heap, len(b.here.asked)+len(b.there.asked))
	}
	spell() // what is grown once
	first := spell()
	last := first
	for range 2 {
		last = spell()
	}
	t.Logf("%+v, then %+v", first, last)
	if err := grows(first, last); err != nil {
		t.Error(err)
	}
	p.stop()
}

// weigh asks the program how much it uses.
func (p *running) weigh(file string, questions int) weight {
	p.h.t.Helper()
	if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
		p.h.t.Fatal(err)
	}
	if err := p.cmd.Process.Signal(syscall.SIGUSR1); err != nil {
		p.h.t.Fatal(err)
	}
	w := weight{questions: questions}
	p.h.until("the program is weighed", func() bool {
		text, err := os.ReadFile(file)
		if err != nil {
			return false
		}
		_, err = fmt.Sscan(strings.TrimSpace(string(text)), &w.goroutines, &w.bytes)
		return err == nil
	})
	return w
}
