package chattest

import (
	"testing"

	"backtalk/internal/chat"
)

// TestSound: what a reply cannot mean is refused, and what it can is not.
func TestSound(t *testing.T) {
	said, failed := &chat.Reply{Words: chat.Words{Lead: "said"}}, &chat.Reply{Words: chat.Words{Lead: "failed"}}
	notice := &chat.Notice{Text: "notice"}
	button := []chat.Button{{Label: "press", Action: chat.Others}}
	beside := chat.ForAskerBeside(chat.Line{Text: "answered", Button: "show"})
	tests := map[string]struct {
		reply *chat.Reply
		sound bool
	}{
		"silence":                     {nil, true},
		"words":                       {said, true},
		"published":                   {&chat.Reply{Deeds: chat.Publishing(said, failed)}, true},
		"removed":                     {&chat.Reply{Deeds: chat.Removing(failed), Replace: true}, true},
		"told before":                 {&chat.Reply{Deeds: chat.Notifying(notice, failed)}, true},
		"told after":                  {&chat.Reply{Deeds: chat.Telling(notice)}, true},
		"nobody told":                 {&chat.Reply{Deeds: chat.Telling(nil)}, true},
		"beside a line":               {&chat.Reply{Audience: beside, About: "1"}, true},
		"published without a failure": {&chat.Reply{Deeds: chat.Publishing(said, nil)}, false},
		"removed without a failure":   {&chat.Reply{Deeds: chat.Removing(nil)}, false},
		"a failure of nothing":        {&chat.Reply{Deeds: chat.Notifying(nil, failed)}, false},
		"a failure that replaces":     {&chat.Reply{Deeds: chat.Removing(&chat.Reply{Replace: true})}, false},
		"a failure with a deed":       {&chat.Reply{Deeds: chat.Removing(&chat.Reply{Deeds: chat.Telling(notice)})}, false},
		"published in private":        {&chat.Reply{Deeds: chat.Publishing(&chat.Reply{Audience: chat.ForAsker()}, failed)}, false},
		"published with a button":     {&chat.Reply{Deeds: chat.Publishing(&chat.Reply{Words: chat.Words{Buttons: button}}, failed)}, false},
		"published with a deed":       {&chat.Reply{Deeds: chat.Publishing(&chat.Reply{Deeds: chat.Telling(notice)}, failed)}, false},
		"too many links":              {&chat.Reply{Words: chat.Words{Links: make([]chat.Link, chat.MaxLinks+1)}}, false},
		"a quote of nothing":          {&chat.Reply{Words: chat.Words{Passages: make([]chat.Quote, 1)}}, false},
		"a button about nothing":      {&chat.Reply{Audience: beside}, false},
	}
	for name, tt := range tests {
		if err := Sound(tt.reply); (err == nil) != tt.sound {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if line := chat.ForAskerBeside(chat.Line{Button: "show"}); line != chat.ForAsker() {
		t.Errorf("got %+v, want no line without words", line)
	}
}
