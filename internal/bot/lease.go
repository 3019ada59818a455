package bot

import "backtalk/internal/answer"

// lease counts the readers of an engine, so that it is closed after the last of them.
type lease struct {
	engine  *answer.Engine
	users   int
	retired bool
}

// Swap puts new knowledge in the place of the old, between two messages. The old engine is closed after its last
// reader.
func (b *Bot) Swap(engine *answer.Engine) {
	b.mu.Lock()
	old := b.current
	b.current = &lease{engine: engine}
	b.mu.Unlock()
	b.handled.reopen()
	b.retire(old)
}

// Close closes the engine after its last reader. The bot must not be used afterwards.
func (b *Bot) Close() {
	b.mu.Lock()
	old := b.current
	b.mu.Unlock()
	b.retire(old)
}

// retire closes a lease's engine, now or after its last reader, and only once.
func (b *Bot) retire(l *lease) {
	b.mu.Lock()
	idle := l.users == 0 && !l.retired
	l.retired = true
	b.mu.Unlock()
	if idle {
		b.closeEngine(l)
	}
}

// engine lends the current engine; done gives it back.
func (b *Bot) engine() (engine *answer.Engine, done func()) {
	b.mu.Lock()
	l := b.current
	l.users++
	b.mu.Unlock()
	return l.engine, func() {
		b.mu.Lock()
		l.users--
		last := l.retired && l.users == 0
		b.mu.Unlock()
		if last {
			b.closeEngine(l)
		}
	}
}

func (b *Bot) closeEngine(l *lease) {
	if err := l.engine.Close(); err != nil {
		b.log.Error("closing the index", "error", err)
	}
}
