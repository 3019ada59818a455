package bot

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/sign"
	"backtalk/knowledge"
)

// clinics are configurations that between them show every wording of every phrase.
func clinics() []Clinic {
	var all []Clinic
	for n := range 64 {
		c := Clinic{}
		if n&1 != 0 {
			c.Name = full().Name
		}
		if n&2 != 0 {
			c.Phone = full().Phone
		}
		if n&4 != 0 {
			c.ContactURL = full().ContactURL
		}
		if n&8 != 0 {
			c.BookingURL = full().BookingURL
		}
		if c.Own = n&16 != 0; n&32 != 0 {
			c.Subjects = "climbing"
		}
		all = append(all, c)
	}
	return all
}

// every is every phrase by name, with examples of what it takes.
func every() map[string]func(phrases) []string {
	one := func(text func(phrases) string) func(phrases) []string {
		return func(p phrases) []string { return []string{text(p)} }
	}
	return map[string]func(phrases) []string{
		"help": one(phrases.help), "reach": one(phrases.reach), "book": one(phrases.book), "offer": one(phrases.offer),
		"bookLabel": one(phrases.bookLabel), "contactLabel": one(phrases.contactLabel), "change": one(phrases.change),
		"callPlease": one(phrases.callPlease), "askClinic": one(phrases.askClinic), "askTherapist": one(phrases.askTherapist),
		"askDoctor": one(phrases.askDoctor), "far": one(phrases.far), "unknown": one(phrases.unknown),
		"noneOfThese": one(phrases.noneOfThese), "clarify": one(phrases.clarify), "aside": one(phrases.aside), "waiting": one(phrases.waiting), "unsaid": one(phrases.unsaid),
		"none": one(phrases.none), "declined": one(phrases.declined), "chatter": one(phrases.chatter),
		"apology": one(phrases.apology), "askAgain": one(phrases.askAgain), "spanish": one(phrases.spanish),
		"cleared": one(phrases.cleared), "callToBook": one(phrases.callToBook), "directToo": one(phrases.directToo), "directNot": one(phrases.directNot), "firstDoctor": one(phrases.firstDoctor), "notToday": one(phrases.notToday),
		"keeps": one(phrases.keeps), "othersLead": one(phrases.othersLead), "slowDown": one(phrases.slowDown), "tooBusy": one(phrases.tooBusy),
		"paused": one(phrases.paused), "stillPaused": one(phrases.stillPaused), "notSaved": one(phrases.notSaved),
		"onlyStaff": one(phrases.onlyStaff), "onlyAsker": one(phrases.onlyAsker), "onlyAskerOrStaff": one(phrases.onlyAskerOrStaff),
		"posted": one(phrases.posted), "notPosted": one(phrases.notPosted), "shared": one(phrases.shared), "removed": one(phrases.removed),
		"notRemoved": one(phrases.notRemoved), "justDone": one(phrases.justDone), "noLinkNow": one(phrases.noLinkNow),
		"foundSure": one(phrases.foundSure), "foundUnsure": one(phrases.foundUnsure), "foundOther": one(phrases.foundOther),
		"foundNothing": one(phrases.foundNothing), "findDanger": one(phrases.findDanger), "findRefused": one(phrases.findRefused),
		"sayPrivately": one(phrases.sayPrivately), "nothingToRead": one(phrases.nothingToRead), "checked": one(phrases.checked),
		"passedOn": one(phrases.passedOn), "passedOnWho": one(phrases.passedOnWho), "notPassedOn": one(phrases.notPassedOn),
		"askedEnough": one(phrases.askedEnough), "consent": one(phrases.consent), "question": one(phrases.question),
		"privateQuestion": one(phrases.privateQuestion), "trouble": one(phrases.trouble), "revealLabel": one(phrases.revealLabel),
		"othersLabel": one(phrases.othersLabel), "shareLabel": one(phrases.shareLabel), "clinicLabel": one(phrases.clinicLabel),
		"removeLabel": one(phrases.removeLabel), "removeMineLabel": one(phrases.removeMineLabel), "dismissLabel": one(phrases.dismissLabel),
		"postLabel": one(phrases.postLabel), "postLinkLabel": one(phrases.postLinkLabel), "postBookLabel": one(phrases.postBookLabel), "foundBooking": one(phrases.foundBooking),
		"postWarningLabel": one(phrases.postWarningLabel),
		"consentLabel":     one(phrases.consentLabel), "noConsentLabel": one(phrases.noConsentLabel),
		"revealGone":    func(p phrases) []string { return []string{p.revealGone("911", "988")} },
		"notMedical":    func(p phrases) []string { return []string{p.notMedical("911")} },
		"platformKeeps": func(p phrases) []string { return []string{p.platformKeeps("discord"), p.platformKeeps("slack")} },
		"pausedNow":     func(p phrases) []string { return []string{p.pausedNow(false), p.pausedNow(true)} },
		"resumed": func(p phrases) []string {
			return []string{p.resumed(false, false, 1), p.resumed(false, false, 0), p.resumed(true, true, 0), p.resumed(true, true, 2),
				p.resumed(true, false, 2), p.resumed(true, false, 0)}
		},
		"status":    func(p phrases) []string { return []string{p.status(true, true, 2), p.status(false, false, 0)} },
		"aloud":     func(p phrases) []string { return []string{p.aloud("[the article]", "[a sentence of it]")} },
		"checkedBy": func(p phrases) []string { return []string{p.checkedBy("[a name]")} },
		"alert": func(p phrases) []string {
			return []string{p.alert(true, inTheOpen), p.alert(true, alone), p.alert(true, unasked), p.alert(false, inTheOpen), p.alert(false, alone), p.alert(false, unasked)}
		},
		"misconductAlert": func(p phrases) []string {
			return []string{p.misconductAlert(inTheOpen), p.misconductAlert(alone), p.misconductAlert(unasked)}
		},
		"answered": func(p phrases) []string { return nil }, // ends the two above
		"known":    func(p phrases) []string { return nil }, // stands in far
		"own":      func(p phrases) []string { return nil }, // a topic's words
		"judged":   one(phrases.judged), "disagreement": func(p phrases) []string { return []string{p.disagreement(false), p.disagreement(true)} },
		"stands":   func(p phrases) []string { return []string{p.stands(sign.Finding{ID: "X", Advice: "[What to do]."})} },
		"lookedAt": one(phrases.lookedAt), "offered": one(phrases.offered), "disagreeLabel": one(phrases.disagreeLabel),
		"onceMore": func(p phrases) []string {
			return []string{p.onceMore(false, true), p.onceMore(true, true), p.onceMore(true, false)}
		},
		"takenBack": one(phrases.takenBack), "keptTold": one(phrases.keptTold), "kept": one(phrases.kept), "nothingHeld": one(phrases.nothingHeld),
		"liftLabel": one(phrases.liftLabel), "lifted": one(phrases.lifted), "nothingToLift": one(phrases.nothingToLift),
		"privacyHow":    func(p phrases) []string { return []string{p.privacyHow("discord"), p.privacyHow("slack")} },
		"trainsNothing": one(phrases.trainsNothing), "inMemory": one(phrases.inMemory), "missedPrivate": one(phrases.missedPrivate), "keptUnknown": one(phrases.keptUnknown), "notForgotten": one(phrases.notForgotten),
		"forgetLabel": one(phrases.forgetLabel), "damaged": one(phrases.damaged), "unsaidUnknown": one(phrases.unsaidUnknown),
		"late": func(p phrases) []string { return []string{p.late(25 * time.Minute), p.late(23 * time.Hour)} },
		"keptOfYou": func(p phrases) []string {
			return []string{p.keptOfYou(0, 0, 0), p.keptOfYou(12, 1, 1)}
		},
		"keptHold":  func(p phrases) []string { return []string{p.keptHold(someday())} },
		"forgotten": func(p phrases) []string { return []string{p.forgotten(0), p.forgotten(12)} },
		"away": func(p phrases) []string {
			return []string{p.away("[a platform]", someday(), someday().Add(20*time.Minute))}
		},
		"dead":         func(p phrases) []string { return []string{p.dead("[a platform]", "[what to do]")} },
		"back":         func(p phrases) []string { return []string{p.back("[a platform]")} },
		"diskFails":    func(p phrases) []string { return []string{p.diskFails(true), p.diskFails(false)} },
		"becauseLabel": func(p phrases) []string { return reasons(p.becauseLabel) },
		"unsaidLabel":  func(p phrases) []string { return []string{p.unsaidLabel(chat.TooLate, someday())} },
		"missed": func(p phrases) []string {
			return append(reasons(func(w chat.Why) string { return p.missed(w, 1) }), p.missed(chat.TooLate, 7))
		},
		"unsaidHere": func(p phrases) []string {
			return []string{p.unsaidHere(nil, 0), p.unsaidHere(map[chat.Why]int{chat.TooLate: 2, chat.Barred: 1}, 3)}
		},
		"again": func(p phrases) []string { return []string{p.again(""), p.again("Shiatsu")} },
		"half":  one(phrases.half),
		"uncovered": func(p phrases) []string {
			return []string{p.uncovered([]string{"What is it?"}), p.uncovered([]string{"What is it?", "Where is it?"})}
		},
	}
}

// reasons are the words for all reasons for which something was not said.
func reasons(words func(chat.Why) string) (all []string) {
	for _, why := range whys() {
		all = append(all, words(why))
	}
	return all
}

// eachPhrase reads every phrase, for every clinic.
func eachPhrase(do func(name, text string, c Clinic)) {
	for _, c := range clinics() {
		for name, texts := range every() {
			for _, text := range texts(NewSpeaker(c).phrases) {
				do(name, text, c)
			}
		}
	}
}

// TestEveryPhraseIsRead: the list above holds every method of phrases, and no other file of the package has sentences
// (list.go, which labels them for reviewers, says none).
func TestEveryPhraseIsRead(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 3 {
		t.Fatalf("got %d files, %v", len(files), err)
	}
	declared := map[string]bool{}
	sentence := regexp.MustCompile(`[A-Za-z]{2} [A-Za-z]{2}`)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || name == "list.go" { // list.go's captions are for reviewers
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv != nil && name == "phrases.go" {
					declared[n.Name.Name] = true
				}
			case *ast.CallExpr: // what is logged is not said
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && (f.Sel.Name == "Error" || f.Sel.Name == "Info") {
					return false
				}
			case *ast.BasicLit:
				if n.Kind == token.STRING && name != "phrases.go" && name != "list.go" && sentence.MatchString(n.Value) {
					t.Errorf("%s holds a sentence, %s; it belongs into phrases.go", name, n.Value)
				}
			}
			return true
		})
	}
	for name := range declared {
		if every()[name] == nil {
			t.Errorf("phrases.%s is not in the list", name)
		}
	}
	if len(declared) != len(every()) {
		t.Errorf("got %d phrases in the list, want %d", len(every()), len(declared))
	}
}

// TestReviewersSeeEveryPhrase: what is listed for review is every phrase as it is said.
func TestReviewersSeeEveryPhrase(t *testing.T) {
	speaker := NewSpeaker(full())
	var listed []string
	for _, p := range speaker.Phrases() {
		listed = append(listed, p.Text)
		if p.When == "" || p.Text == "" || p.Lang != "en" && p.Lang != "es" {
			t.Errorf("got %+v", p)
		}
	}
	for name, texts := range every() {
		for _, text := range texts(speaker.phrases) {
			text = strings.NewReplacer("Shiatsu", "[the heading]", "What is it?", "[the other question]").Replace(text)
			if !slices.Contains(listed, text) && !strings.Contains(text, "other questions") {
				t.Errorf("%s is not listed: %q", name, text)
			}
		}
	}
}

// TestPhrasesPromiseNothing: no phrase promises what the program does not do, states a policy that nobody configured,
// says that all is well, or makes up an address.
func TestPhrasesPromiseNothing(t *testing.T) {
	forbidden := promises()
	address := regexp.MustCompile(`https?:|www\.|@|\b[a-z0-9-]+\.(com|org|net|io)\b|\d{3}`)
	eachPhrase(func(name, text string, c Clinic) {
		if found := forbidden.FindString(text); found != "" && !saidOnceDone(name) {
			t.Errorf("%s promises %q: %s", name, found, text)
		}
		for _, known := range []string{c.Phone, c.ContactURL, c.BookingURL, "911", "988"} {
			if known != "" {
				text = strings.ReplaceAll(text, known, "")
			}
		}
		if found := address.FindString(text); found != "" {
			t.Errorf("%s makes up %q: %s", name, found, text)
		}
	})
}

// TestAnySubject: where a clinic's own articles are served alone, no phrase speaks of massage, a therapist or the clinic; and what
// the subjects are is said as they are configured.
func TestAnySubject(t *testing.T) {
	ours := regexp.MustCompile(`(?i)massage|back pain|therapist|the clinic|clínica`)
	subjects := 0
	eachPhrase(func(name, text string, c Clinic) {
		if found := ours.FindString(text); c.Own && found != "" {
			t.Errorf("%s speaks of %q: %s", name, found, text)
		}
		if c.Subjects != "" && strings.Contains(text, usualSubjects) {
			t.Errorf("%s does not know the subjects: %s", name, text)
		}
		if strings.Contains(text, "climbing") {
			subjects++
		}
	})
	if subjects != 3*len(clinics())/2 {
		t.Errorf("the subjects are named %d times, want in three phrases", subjects)
	}
}

// TestNumbersHaveNames: nobody is told to speak to a number, neither by a phrase nor by a danger sign of the program.
func TestNumbersHaveNames(t *testing.T) {
	nobody := regexp.MustCompile(`(?i)\b(to|with|ask|tell|see|manager at|gerencia en|con) \(?\d{3}`)
	for _, bad := range []string{"speak to (770) 555-0100", "Talk with 988.", "ask for the manager at (770) 555-0100"} {
		if !nobody.MatchString(bad) {
			t.Errorf("%q is not found", bad)
		}
	}
	eachPhrase(func(name, text string, _ Clinic) {
		if found := nobody.FindString(text); found != "" {
			t.Errorf("%s: %q in %q", name, found, text)
		}
	})
	signs, err := sign.Load(knowledge.FS)
	if err != nil || len(signs.All()) < 40 {
		t.Fatalf("got signs %v, %v", signs, err)
	}
	speaker := NewSpeaker(full())
	for _, s := range signs.All() {
		for _, text := range []string{s.Advice, s.Reason, s.Net, s.AskedOn, s.Aside, s.Spanish.Advice, s.Spanish.Reason, s.Spanish.Net} {
			if found := nobody.FindString(speaker.Fill(text)); found != "" {
				t.Errorf("%s: %q in %q", s.ID, found, speaker.Fill(text))
			}
		}
	}
}

// saidOnceDone are the phrases that say what was done: TestPassedOn shows that nobody reads them before it is.
func saidOnceDone(name string) bool {
	return name == "passedOn" || name == "passedOnWho" || name == "keptTold" || name == "late"
}

// TestPromisesAreFound shows that the test above finds what it is there for.
func TestPromisesAreFound(t *testing.T) {
	for _, text := range []string{"The team has been alerted.", "Somebody will contact you.", "We will call you back.", "Our team has seen this.",
		"I have forwarded your message.", "You're fine.", "There is no need to worry.", "It is nothing serious.", "Cancellations are free of charge.",
		"I've notified the clinic.", "We'll get back to you.", "A therapist will be in touch.", "I have booked it.", "You have a strain."} {
		if !promises().MatchString(text) {
			t.Errorf("%q was not found", text)
		}
	}
}

// promises finds what no sentence of the program may say.
func promises() *regexp.Regexp {
	return regexp.MustCompile(`(?i)` + strings.Join([]string{
		`been (alerted|notified|informed|told|forwarded)`, `(will|'ll) (contact|call|reach|reply|answer|get back|be in touch|respond|help you soon)`,
		`\b(we|I|they) ?(will|'ll|are going to)\b`, `(our|the) (team|staff) (has|have|will|is|are)\b`, `I('ve| have) (forwarded|sent|passed|notified|alerted|booked|cancel|told)`,
		`you('re| are) (fine|safe|ok|okay|healthy)`, `(no|nothing) (need|reason) to worry`, `nothing serious`, `free of charge`, `refund`, `\d+ ?(hours|minutes|days)`,
		`you (have|suffer from) an? \w+`, `don't worry`, `guarantee`, `diagnos(ed|is)`, `within \d`,
	}, "|"))
}

// TestPhrasesRead: every phrase is whole: no empty one, no blanks left by what is not configured, an end, and no
// "below" without something below.
func TestPhrasesRead(t *testing.T) {
	eachPhrase(func(name, text string, c Clinic) {
		if text == "" || text != strings.TrimSpace(text) || strings.Contains(text, "  ") || strings.Contains(text, " .") || strings.Contains(text, "%!") {
			t.Errorf("%s: got %q", name, text)
		}
		if !strings.ContainsAny(text[len(text)-1:], ".?:\"") && name != "none" && !strings.HasSuffix(name, "Label") && name != "aloud" {
			t.Errorf("%s has no end: %q", name, text)
		}
		if strings.Contains(text, "below") && c.ContactURL == "" {
			t.Errorf("%s speaks of a link that is not configured: %q", name, text)
		}
	})
}
