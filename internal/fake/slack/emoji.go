package fakeslack

import (
	"regexp"
	"strings"
)

// shortcode is how Slack writes an emoji in text.
var shortcode = regexp.MustCompile(`:[a-z0-9_+'-]+:`)

// emoji are some of the shortcodes that Slack turns into pictures; the others are left as they are.
func emoji() map[string]string {
	return map[string]string{
		"smile": "😄", "slightly_smiling_face": "🙂", "grinning": "😀", "wink": "😉", "cry": "😢", "thinking_face": "🤔",
		"+1": "👍", "thumbsup": "👍", "-1": "👎", "thumbsdown": "👎", "ok_hand": "👌", "wave": "👋", "pray": "🙏", "clap": "👏",
		"muscle": "💪", "point_right": "👉", "raised_hands": "🙌", "heart": "❤️", "tada": "🎉", "fire": "🔥", "star": "⭐",
		"sparkles": "✨", "rocket": "🚀", "eyes": "👀", "white_check_mark": "✅", "heavy_check_mark": "✔️", "x": "❌",
		"warning": "⚠️", "rotating_light": "🚨", "bulb": "💡", "memo": "📝", "book": "📖", "calendar": "📆", "telephone": "☎️",
		"phone": "☎️", "email": "📧", "link": "🔗", "bell": "🔔", "question": "❓", "exclamation": "❗",
		"information_source": "ℹ️", "hospital": "🏥", "ambulance": "🚑", "pill": "💊", "massage": "💆", "100": "💯", "zap": "⚡",
	}
}

// withEmoji turns shortcodes into emoji.
func withEmoji(s string) string {
	if strings.Count(s, ":") < 2 {
		return s
	}
	known := emoji()
	var b strings.Builder
	for {
		at := shortcode.FindStringIndex(s)
		if at == nil {
			return b.String() + s
		}
		if e, ok := known[s[at[0]+1:at[1]-1]]; ok {
			b.WriteString(s[:at[0]] + e)
			s = s[at[1]:]
			continue
		}
		b.WriteString(s[:at[1]-1]) // the last colon may begin the next one
		s = s[at[1]-1:]
	}
}
