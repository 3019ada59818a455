package main

import (
	"context"
	"io"
	"strings"
	"testing"

	"backtalk/internal/bot"
	"backtalk/internal/chat"
)

// TestProposed: whoever takes a question that the bot proposes gets a passage on it, or a warning where the question
// itself names a danger.
func TestProposed(t *testing.T) {
	if raceDetector {
		t.Skip("nothing happens at the same time, and the built-in library takes long to load with the race detector")
	}
	a := &app{getenv: func(string) string { return "" }, in: strings.NewReader(""), out: io.Discard, errOut: io.Discard}
	s, err := a.load()
	if err != nil {
		t.Fatal(err)
	}
	b := bot.New(bot.Options{Engine: s.engine, Clinic: s.clinic()})
	defer b.Close()
	checked := 0
	for _, topic := range s.corpus.Topics() {
		if len(s.corpus.Covering(topic.ID)) == 0 {
			continue
		}
		checked++
		m := chat.Message{Place: chat.Place{Platform: "p", Channel: topic.ID}, ID: "1", Author: topic.ID, Text: topic.Ask, Addressed: true, Command: true}
		r := b.Message(context.Background(), m)
		if r == nil || !r.Warning && (len(r.Passages) == 0 || !strings.Contains(strings.Join(r.Passages[0].Passage.Topics(), " "), topic.ID)) {
			t.Errorf("%q: got %+v, want a passage on %s", topic.Ask, r, topic.ID)
		}
	}
	if checked < 100 {
		t.Errorf("%d topics were checked, want all that are covered", checked)
	}
}
