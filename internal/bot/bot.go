package bot

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// Bot is the chat.Handler. Make it with [New]; it is safe for concurrent use.
type Bot struct {
	set           atomic.Pointer[settings]
	conversations *conversations
	lasting       *lasting
	unwritten     *untilRestart // what names a danger sign: in memory alone, so that no disk tells of it
	pauses        *pauses
	spaces        *spaces
	handled       *handledMessages
	lately        *lately
	nets          *nets
	ledger        chat.Ledger
	keeper        chat.Keeper
	now           func() time.Time
	log           *slog.Logger

	mu      sync.Mutex
	current *lease
}

var _ chat.Handler = (*Bot)(nil)

// Options is what a bot works with.
type Options struct {
	Engine *answer.Engine // closed when it is swapped or the bot is closed
	Clinic voice.Clinic
	Spaces []Space
	Memo   chat.Memo        // for what must survive a restart; nil keeps it in memory
	Ledger chat.Ledger      // of what could not be said; nil is none
	Keeper chat.Keeper      // of what names people; nil is nothing
	Now    func() time.Time // nil is time.Now
	Log    *slog.Logger     // nil is no log

	Unlimited bool // answers as many messages as come: for a terminal, which has one user
}

// New returns a bot.
func New(o Options) *Bot {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Memo == nil {
		o.Memo = newUntilRestart(o.Now)
	}
	n := newLasting(o.Memo, o.Now, o.Log)
	b := &Bot{conversations: newConversations(), lasting: n, unwritten: newUntilRestart(o.Now), pauses: newPauses(n), spaces: newSpaces(), handled: newHandledMessages(),
		lately: newLately(o.Unlimited), nets: newNets(), ledger: o.Ledger, keeper: o.Keeper, now: o.Now, log: o.Log, current: &lease{engine: o.Engine}}
	b.Configure(o.Clinic, o.Spaces)
	return b
}

// Configure puts other settings in the place of those so far, between two messages.
func (b *Bot) Configure(c voice.Clinic, spaces []Space) {
	set := newSettings(c, spaces)
	b.set.Store(&set)
}

// settings are what is set now.
func (b *Bot) settings() settings { return *b.set.Load() }

// Apology is what to say when something went wrong, for adapters that must say it themselves.
func (b *Bot) Apology() string { return b.settings().usual.voice.Apology() }

// Urgent tells whether a message tells of danger, or follows a warning that stands.
func (b *Bot) Urgent(ctx context.Context, m chat.Message) bool {
	engine, done := b.engine()
	defer done()
	return engine.Urgent(b.hear(ctx, m).question())
}

// Suggest proposes covered questions for what has been typed so far, best first.
func (b *Bot) Suggest(ctx context.Context, typed string, max int) []chat.Suggestion {
	engine, done := b.engine()
	defer done()
	proposed, err := engine.Suggest(ctx, typed, max)
	if err != nil {
		b.log.Error("suggesting questions", "error", err)
		return nil
	}
	var out []chat.Suggestion
	for _, s := range proposed {
		out = append(out, chat.Suggestion{Label: s.Ask, Ref: s.Passage.ID()})
	}
	return out
}

// Forget drops what is remembered of a message. A warning's hold on the booking link stays.
func (b *Bot) Forget(ctx context.Context, key string) {
	b.conversations.forget(key)
	b.handled.forget(key)
	for _, kind := range []string{othersKind, warnedKind} {
		b.lasting.drop(ctx, kind+markOf(key))
	}
	for _, kind := range []string{othersKind, warnedKind, privateKind, foundKind} {
		_ = b.unwritten.Drop(ctx, kind+markOf(key)) // in memory, nothing fails
	}
}

// What is kept in lasting and unwritten, by the beginning of its key; doc.go says for how long.
const (
	holdKind    = "hold/"    // a person who was warned; unwritten under that key: how gravely
	openKind    = "open/"    // a person who was warned where others could read it
	standKind   = "stands/"  // a person, or one in a conversation, for whom a warning stands; unwritten: of what
	warnedKind  = "warned/"  // a message that was warned of: whether others can read it
	liftKind    = "lift/"    // a button with which staff lift a hold: whose
	othersKind  = "others/"  // a message: what else may answer it
	privateKind = "private/" // a message: what was answered privately
	foundKind   = "found/"   // a message: what was found for it
	misreadKind = "misread/" // a person who said to have been misread: of what sign, and how often
)

// forever is the time until which a memo without end is kept.
func forever() time.Time { return time.Time{} }

// conversationKey names what one person says in one channel, personKey the person in all places of a platform. Threads
// do not count: on Slack every message begins one, and a danger sign may be spread over two messages.
func conversationKey(p chat.Place, author string) string {
	return p.Platform + "/" + p.Space + "/" + p.Channel + "/" + author
}

// conversationOf names the conversation that a message belongs to. What one person asks privately where others talk is
// one of its own: nothing of it may show in what is said to them in public.
func conversationOf(m chat.Message) string {
	key := conversationKey(m.Place, m.Author)
	if m.Private && !m.Direct {
		key += "/private"
	}
	return key
}

func personKey(p chat.Place, author string) string { return p.Platform + "/" + author }
