package slack

import (
	"context"
)

// lookAround says in the log at the start what keeps the bot from working as it is configured: scopes that its token
// lacks, and channels that it is not in.
func (s *Slack) lookAround(ctx context.Context, who identity) {
	c := &checking{o: s.o, link: s.link}
	c.o.Spaces = *s.spaces.Load()
	c.given(who.scopes)
	c.channels(ctx, who.team)
	for _, f := range c.found {
		if f.Fault && ctx.Err() == nil {
			s.o.Log.Warn(f.Text)
		}
	}
}

// space is what is configured for the bot's workspace.
func (s *Slack) space() Space { return (*s.spaces.Load())[s.self().team] }

// Configure takes in, while it runs, what is decided about which workspace from now on. It returns true: nothing of it needs
// another connection.
func (s *Slack) Configure(spaces map[string]Space) bool {
	s.spaces.Store(&spaces)
	return true
}
