package bot

import (
	"context"
	"slices"
	"time"

	"backtalk/internal/chat"
)

// Missed is what to tell staff of n things that were not said, u the first of them; nil when there is nobody to tell.
func (b *Bot) Missed(u chat.Unsaid, n int) *chat.Notice {
	s := b.settings().at(u.Place)
	if !s.hasStaff() {
		return nil
	}
	notice := &chat.Notice{To: s.StaffChannel, Text: s.voice.Missed(u.Why, n)}
	if u.Channel != "" {
		notice.About, notice.ID, notice.Place = u.Place, u.ID, true
	} else {
		notice.Text += " " + s.voice.MissedPrivate()
	}
	return notice
}

// Away is what to tell staff after a time without a connection to a platform, once for each of their channels.
func (b *Bot) Away(platform string, from, to time.Time) []*chat.Notice {
	return b.everywhere(func(s setting) string {
		if s.Platform != platform {
			return ""
		}
		return s.voice.Away(platform, from, to)
	})
}

// Trouble and what follows tell staff of the program itself, in all of their channels.

// Dead tells that a platform cannot be served any more, with a sentence that says what to do.
func (b *Bot) Dead(platform, what string) []*chat.Notice {
	return b.everywhere(func(s setting) string { return s.voice.Dead(platform, what) })
}

// Back tells that a platform is served again.
func (b *Bot) Back(platform string) []*chat.Notice {
	return b.everywhere(func(s setting) string { return s.voice.Back(platform) })
}

// Damaged tells that the data file was damaged, and that an empty one took its place.
func (b *Bot) Damaged() []*chat.Notice {
	return b.everywhere(func(s setting) string { return s.voice.Damaged() })
}

// DiskFails tells that nothing can be written, or that it can again.
func (b *Bot) DiskFails(fails bool) []*chat.Notice {
	return b.everywhere(func(s setting) string { return s.voice.DiskFails(fails) })
}

// everywhere is a notice for each staff channel, the same words in one channel once; none where there are no words.
func (b *Bot) everywhere(words func(setting) string) []*chat.Notice {
	var all []*chat.Notice
	for _, s := range b.settings().staffed() {
		text := words(s)
		same := func(n *chat.Notice) bool { return n.To == s.StaffChannel && n.Text == text }
		if text != "" && !slices.ContainsFunc(all, same) {
			all = append(all, &chat.Notice{To: s.StaffChannel, Text: text})
		}
	}
	return all
}

// listed is how many of what was not said a reply leads to.
const listed = chat.MaxLinks

// unsaid says what could not be said in a space in the last seven days, and lists the newest of it.
func (b *Bot) unsaid(ctx context.Context, v visit) (text string, newest []chat.Unsaid) {
	if b.ledger == nil {
		return "", nil
	}
	all, err := b.ledger.Unsaid(ctx, false)
	if err != nil {
		b.log.Error("looking up what was not said", "error", err)
		return v.voice.UnsaidUnknown(), nil
	}
	here := map[chat.Why]int{}
	elsewhere := 0
	for _, u := range slices.Backward(all) {
		if u.Platform != v.Press.Platform || u.Space != "" && u.Space != v.setting.ID {
			elsewhere++
			continue
		}
		here[u.Why]++
		if u.Channel != "" && len(newest) < listed {
			u.Label = v.voice.UnsaidLabel(u.Why, u.At)
			newest = append(newest, u)
		}
	}
	return v.voice.UnsaidHere(here, elsewhere), newest
}
