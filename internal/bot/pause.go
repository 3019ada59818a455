package bot

import (
	"context"
	"sync"

	"backtalk/internal/chat"
)

// pauses are the channels and spaces in which the bot is to be quiet: a memo without end each, under
// "pause/platform/space/channel", the channel empty for a whole space. Direct messages that belong to no space have an
// empty one, and their pause holds the space with which it ends. They are read once, and held in memory.
type pauses struct {
	lasting *lasting

	mu    sync.Mutex
	known map[string]string
	read  bool
}

func newPauses(n *lasting) *pauses { return &pauses{lasting: n, known: map[string]string{}} }

func pauseKey(s setting, channel string) string {
	return "pause/" + s.Platform + "/" + s.ID + "/" + channel
}

// directKey names the pause of the direct messages that belong to no space of a platform.
func directKey(s setting) string { return "pause/" + s.Platform + "//" }

// load reads what was noted before the start. While that fails it is tried again at every message.
func (p *pauses) load(ctx context.Context) {
	if p.read {
		return
	}
	all, read := p.lasting.list(ctx, "pause/")
	for key, value := range all {
		p.known[key] = value
	}
	p.read = read
}

// paused tells whether the bot is to be quiet in a place.
func (p *pauses) paused(ctx context.Context, s setting, at chat.Place) (here, everywhere bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.load(ctx)
	_, here = p.known[pauseKey(s, at.Channel)]
	_, everywhere = p.known[pauseKey(s, "")]
	return here, everywhere
}

// set notes a pause, with direct also of the direct messages that belong to no space; it tells whether a restart will
// find it.
func (p *pauses) set(ctx context.Context, s setting, channel string, direct bool) (saved bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.load(ctx)
	key := pauseKey(s, channel)
	p.known[key] = "1"
	saved = p.lasting.keep(ctx, key, "1", forever())
	if direct {
		key = directKey(s)
		p.known[key] = s.ID
		saved = p.lasting.keep(ctx, key, s.ID, forever()) && saved
	}
	return saved
}

// end drops pauses of a space: of one channel, or with an empty one all. It returns how many channels and whether the
// whole space were paused, and whether a restart will have forgotten it too.
func (p *pauses) end(ctx context.Context, s setting, channel string) (channels int, everywhere, saved bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.load(ctx)
	saved = true
	if d := directKey(s); channel == "" && s.ID != "" && p.known[d] == s.ID {
		delete(p.known, d)
		saved = p.lasting.drop(ctx, d)
	}
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
		saved = p.lasting.drop(ctx, key) && saved
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
