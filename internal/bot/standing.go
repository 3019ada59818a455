package bot

import (
	"context"
	"strings"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/sign"
)

// stands is how long a warning stands in the talk that follows it.
const stands = 30 * time.Minute

// standKey names what stands where a message was said: in public what was warned of in that conversation, and where nobody
// else reads what the person was warned of last, wherever that was.
func standKey(p chat.Place, author string, private bool) string {
	if private {
		return standKind + personKey(p, author)
	}
	return standKind + conversationKey(p, author)
}

// stand notes that a person was warned of a sign. Which one is in memory alone, as is how grave it was; a restart knows that
// there was a warning, and where.
func (b *Bot) stand(ctx context.Context, p chat.Place, author string, private bool, f sign.Finding) {
	until := b.now().Add(stands)
	keys := []string{standKey(p, author, true)}
	if !private {
		keys = append(keys, standKey(p, author, false))
	}
	for _, key := range keys {
		b.lasting.keep(ctx, key, "1", until)
		_ = b.unwritten.Keep(ctx, key, f.ID, until) // in memory, nothing fails
	}
}

// standing is the warning that stands for a person where they speak.
func (b *Bot) standing(ctx context.Context, p chat.Place, author string, private bool) answer.Standing {
	key := standKey(p, author, private)
	if _, on := b.lasting.kept(ctx, key); !on {
		return answer.Standing{}
	}
	id, _, _ := b.unwritten.Kept(ctx, key)
	return answer.Standing{On: true, Sign: id}
}

// standingSign is the sign that stands, for what is answered without asking the engine; nil when none does.
func standingSign(e *answer.Engine, st answer.Standing) *sign.Finding {
	if !st.On {
		return nil
	}
	f, known := e.Sign(st.Sign, false)
	if !known {
		f = sign.General(false)
	}
	return &f
}

// settle ends all warnings that stand for a person; it tells whether a restart will have forgotten them too. The hold on
// booking is another matter.
func (b *Bot) settle(ctx context.Context, p chat.Place, author string) (saved bool) {
	all, saved := b.lasting.list(ctx, standKind+p.Platform+"/")
	for key := range all {
		if strings.HasSuffix(key, "/"+author) {
			saved = b.lasting.drop(ctx, key) && saved
			_ = b.unwritten.Drop(ctx, key) // in memory, nothing fails
		}
	}
	return saved
}
