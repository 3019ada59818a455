package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"backtalk/internal/chat"
	"backtalk/internal/config"
	"backtalk/internal/terminal"
)

// statusName is the file in the data folder in which a running program says how it is, for "backtalk status": the folder
// itself is its own as long as it runs.
const statusName = "status.json"

const (
	statusEvery = 5 * time.Second
	statusStale = time.Minute // after which nothing runs that would write it
)

// status is how a running program is. It names nobody.
type status struct {
	Written   time.Time        `json:"written"`
	Started   time.Time        `json:"started"`
	Ended     bool             `json:"ended"` // it was stopped in good order
	Platforms []platformStatus `json:"platforms"`
	Unsaid    []unsaid         `json:"unsaid"` // in the last seven days, oldest first
}

// unsaid is something that could not be said; without a channel when it was private.
type unsaid struct {
	Platform string    `json:"platform"`
	Space    string    `json:"space,omitempty"`
	Channel  string    `json:"channel,omitempty"`
	Message  string    `json:"message,omitempty"`
	Why      chat.Why  `json:"why"`
	At       time.Time `json:"at"`
}

// keepStatus writes how the program is, every few seconds, until ctx ends.
func (h *house) keepStatus(ctx context.Context) {
	tick := time.NewTicker(statusEvery)
	defer tick.Stop()
	started, failing := h.now(), false
	for {
		err := h.writeStatus(context.WithoutCancel(ctx), started, ctx.Err() != nil)
		if err != nil && !failing {
			h.log.Error("writing the status; \"backtalk status\" shows an old one", "error", err)
		}
		failing = err != nil
		if ctx.Err() != nil {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
}

func (h *house) writeStatus(ctx context.Context, started time.Time, ended bool) error {
	s := status{Written: h.now().UTC(), Started: started.UTC(), Ended: ended, Platforms: h.supervisor.report(h.now()), Unsaid: []unsaid{}}
	all, err := h.kept.Unsaid(ctx, false)
	if err != nil {
		return err
	}
	for _, u := range all {
		s.Unsaid = append(s.Unsaid, unsaid{u.Platform, u.Space, u.Channel, u.ID, u.Why, u.At})
	}
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(h.data, statusName)
	name, err := stage(newFile{path, append(text, '\n'), 0o600})
	if err != nil {
		return err
	}
	return os.Rename(name, path)
}

// platformStatus is what a status says of a platform.
type platformStatus struct {
	Name      string    `json:"name"`
	Connected bool      `json:"connected"`
	Reached   time.Time `json:"reached,omitzero"` // when it was connected last
	Fault     string    `json:"fault,omitempty"`  // why it cannot be served
}

// report tells how each platform that is set up stands.
func (s *supervisor) report(now time.Time) (all []platformStatus) {
	var adapters []platform
	s.mu.Lock()
	for _, name := range platformNames() {
		if !s.config.has(name) {
			continue
		}
		b, one := s.slots[name], platformStatus{Name: name}
		if b.dead != nil {
			one.Fault = b.dead.Error()
		}
		all, adapters = append(all, one), append(adapters, b.adapter)
	}
	s.mu.Unlock()
	for i, adapter := range adapters { // without the lock, which somebody who holds the courier's may want
		if adapter != nil {
			all[i].Reached = adapter.Courier().Reached()
			all[i].Connected = !all[i].Reached.IsZero() && now.Sub(all[i].Reached) < time.Minute
		}
	}
	return all
}

func (a *app) statusCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "status",
		Short:   "Say how the running program is, and what it could not say",
		Long:    "Reads what the running program wrote down a moment ago: the platforms, and what could not be said in the last seven\ndays, with the place of each message that was public.",
		Example: "  backtalk status",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return a.status() },
	}
}

func (a *app) status() error {
	c, err := config.Load(a.configFile, a.getenv)
	if err != nil {
		return err
	}
	path := filepath.Join(a.dataPath(c), statusName)
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("nothing is running yet: \"backtalk serve\" starts it, after \"backtalk setup\". (Where it has run, it left %s; if that is elsewhere, name its configuration with --config.)", path)
	case err != nil:
		return fmt.Errorf("reading the status: %w", err)
	}
	var s status
	if err := json.Unmarshal(text, &s); err != nil {
		return fmt.Errorf("%s is not understood: start \"backtalk serve\" again, which writes it anew", path)
	}
	a.showStatus(s)
	return nil
}

func (a *app) showStatus(s status) {
	when := func(t time.Time) string { return t.Local().Format("Mon 2 Jan 15:04") }
	say := func(format string, args ...any) { fmt.Fprintln(a.out, terminal.Clean(fmt.Sprintf(format, args...))) }
	switch age := a.now().Sub(s.Written); {
	case s.Ended:
		say("Not running: it was stopped on %s.", when(s.Written))
	case age > statusStale:
		say("Not running: the last sign of it is from %s.", when(s.Written))
	default:
		say("Running since %s.", when(s.Started))
	}
	for _, p := range s.Platforms {
		switch {
		case p.Fault != "":
			say("%s: cannot be served: %s", p.Name, p.Fault)
		case p.Connected:
			say("%s: connected", p.Name)
		case p.Reached.IsZero():
			say("%s: not connected yet", p.Name)
		default:
			say("%s: not connected since %s", p.Name, when(p.Reached))
		}
	}
	if len(s.Unsaid) == 0 {
		say("In the last seven days there was nothing that could not be said.")
		return
	}
	say("What could not be said in the last seven days: %d", len(s.Unsaid))
	for _, u := range s.Unsaid {
		place := "in private"
		switch {
		case u.Message != "":
			place = "space " + u.Space + ", channel " + u.Channel + ", message " + u.Message
		case u.Channel != "":
			place = "space " + u.Space + ", channel " + u.Channel
		}
		say("  %s  %-8s %s: %s", when(u.At), u.Platform, place, cmp.Or(reasons()[u.Why], string(u.Why)))
	}
}

// reasons are why something was not said, in words.
func reasons() map[chat.Why]string {
	return map[chat.Why]string{
		chat.TooLate: "the platform took nothing for a day",
		chat.Barred:  "the bot may not post there",
		chat.Gone:    "it was gone before it was answered",
		chat.Refused: "the platform did not take the answer",
		chat.Unread:  "what was said while it was away could not be read",
		chat.Untold:  "staff could not be told",
	}
}
