package bot

import (
	"context"
	"sync"

	"backtalk/internal/chat"
)

// pauses are the channels and spaces in which the bot is to be quiet: a memo without end each, under
// "pause/platform/space/channel", the channel empty for a whole space. They are read once, and held in memory.
type pauses struct {
	notes *notes

	mu    sync.Mutex
	known map[string]bool
	read  bool
}

func newPauses(n *notes) *pauses { return &pauses{notes: n, known: map[string]bool{}} }

func pauseKey(s setting, channel string) string {
	return "pause/" + s.Platform + "/" + s.ID + "/" + channel
}

// load reads what was noted before the start. While that fails it is tried again at every message.
func (p *pauses) load(ctx context.Context) {
	if p.read {
		return
	}
	all, read := p.notes.list(ctx, "pause/")
	for key := range all {
		p.known[key] = true
	}
	p.read = read
}

// paused tells whether the bot is to be quiet in a place.
func (p *pauses) paused(ctx context.Context, s setting, at chat.Place) (here, everywhere bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.load(ctx)
	return p.known[pauseKey(s, at.Channel)], p.known[pauseKey(s, "")]
}

// set notes a pause; it tells whether a restart will find it.
func (p *pauses) set(ctx context.Context, s setting, channel string) (saved bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.load(ctx)
	key := pauseKey(s, channel)
	p.known[key] = true
	return p.notes.keep(ctx, key, "1", forever())
}

// end drops pauses of a space: of one channel, or with an empty one all. It returns how many channels and whether the
// whole space were paused, and whether a restart will have forgotten it too.
func (p *pauses) end(ctx context.Context, s setting, channel string) (channels int, everywhere, saved bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.load(ctx)
	saved = true
	for key := range p.known {
		whole := key == pauseKey(s, "")
		if !p.of(s, key) || channel != "" && key != pauseKey(s, channel) {
			continue
		}
		if whole {
			everywhere = true
		} else {
			channels++
		}
		delete(p.known, key)
		saved = p.notes.drop(ctx, key) && saved
	}
	return channels, everywhere, saved
}

// channels counts the channels of a space that are paused by themselves, one left out.
func (p *pauses) channels(ctx context.Context, s setting, but string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.load(ctx)
	n := 0
	for key := range p.known {
		if p.of(s, key) && key != pauseKey(s, "") && key != pauseKey(s, but) {
			n++
		}
	}
	return n
}

// of tells whether a pause is one of a space.
func (p *pauses) of(s setting, key string) bool {
	prefix := pauseKey(s, "")
	return len(key) >= len(prefix) && key[:len(prefix)] == prefix
}
