package chattest

import (
	"errors"
	"fmt"

	"backtalk/internal/chat"
)

// Sound tells what has no meaning in a reply, of what a [chat.Handler] could put together; nil for a sound one. Who makes
// replies tests all of its own with it.
func Sound(r *chat.Reply) error {
	if r == nil {
		return nil
	}
	first := r.Publish() != nil || r.Remove()
	switch failed := r.Failed(); {
	case first && failed == nil:
		return errors.New("something is done first, and nothing is to be shown when that fails")
	case failed == nil:
	case !first && r.Notice() == nil:
		return errors.New("there is nothing that could fail")
	case failed.Replace && !r.Replace:
		return errors.New("the failure takes the place of what did not change")
	case failed.Deeds != chat.Deeds{}:
		return errors.New("the failure does something by itself")
	}
	if p := r.Publish(); p != nil {
		switch {
		case p.Private():
			return errors.New("what is published is private")
		case p.Deeds != chat.Deeds{} || p.Replace:
			return errors.New("what is published does something by itself")
		case len(p.Buttons)+len(p.Choices) > 0:
			return errors.New("what is published has controls, which everybody could press")
		}
	}
	if len(r.Links) > chat.MaxLinks {
		return fmt.Errorf("there are %d links, of %d at most", len(r.Links), chat.MaxLinks)
	}
	for _, q := range r.Passages {
		if q.Passage == nil {
			return errors.New("a quote has no passage")
		}
	}
	if line := r.Beside(); line.Button != "" && r.About == "" {
		return errors.New("a button beside a private reply is about no message")
	}
	return nil
}
