// Made from v1.json by `npm run openapi`. For `openapi-fetch`, or any caller that wants the types.

export interface paths {
    "/api/v1/audit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Newest first.
         * @description Looking leaves an entry too, so a cursor keeps to what was there at the first page.
         */
        get: operations["auditEntriesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries/{entry}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry of the log. */
        get: operations["auditEntriesOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/board-goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The goals as they stand today, in their order. */
        get: operations["boardGoalsList"];
        put?: never;
        /**
         * Writes a wording of a goal for the Board to adopt, also to take the place of one.
         * @description Nothing is in force by it.
         */
        post: operations["boardGoalsDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/board-goals/{wording}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One wording: a draft, or what the Board adopted, looked back on or closed. */
        get: operations["boardGoalsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a wording that the Board has not adopted yet.
         * @description What is left out stands.
         */
        patch: operations["boardGoalsRewrite"];
        trace?: never;
    };
    "/api/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pairings of the caller’s schools; those that wait for a consent first. */
        get: operations["consentsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents/{pairing}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them. */
        get: operations["consentsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents/{pairing}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the consent, or refuses it. */
        post: operations["consentsAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents/{pairing}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back a consent that was given: the work rests, and its broker is told. */
        post: operations["consentsWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Decisions that wait for a second person. */
        get: operations["decisionsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions/{decision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What there is to know before one of them is answered. */
        get: operations["decisionsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions/{decision}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The second person says yes or no.
         * @description The brief is gone once it is answered, so what the caller saw is compared where the answer is kept.
         */
        post: operations["decisionsApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/declarations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Strengths and availability of the area’s schools. */
        get: operations["declarationsList"];
        put?: never;
        /** The school sends its word of a year for the first time. */
        post: operations["declarationsSubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/declarations/{urn}/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a school says of a year, its needs and days too, for who may read them. */
        get: operations["declarationsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * The school says it anew.
         * @description What is left out stands.
         */
        patch: operations["declarationsChange"];
        trace?: never;
    };
    "/api/v1/declarations/{urn}/{year}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The broker or adviser who looks after the school confirms its word, or asks about it.
         * @description The school’s next word waits anew.
         */
        post: operations["declarationsCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest fixed first; of one state, of one theme or of all themes of an area. */
        get: operations["allEvaluationsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/light-pairings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those that go on, the next day first; `over=true` adds those that ended. */
        get: operations["lightPairingsList"];
        put?: never;
        /** A head asks another school directly for a day or less, or offers it. */
        post: operations["lightPairingsAsk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/light-pairings/{pairing}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them. */
        get: operations["lightPairingsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/light-pairings/{pairing}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The other side says yes or no. */
        post: operations["lightPairingsAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/light-pairings/{pairing}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Either school calls it off, without a fault. */
        post: operations["lightPairingsEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/light-pairings/{pairing}/thanks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It took place: the school that was helped says thanks. */
        post: operations["lightPairingsThank"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/match-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest first. */
        get: operations["matchRunsList"];
        put?: never;
        /**
         * Taken, not yet done: the answer says where to look.
         * @description Without `needs`, every open one is asked about.
         */
        post: operations["matchRunsRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/match-runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its result too, once it is complete. */
        get: operations["matchRunsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/match-runs/{run}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks a run to stop at its next step; nothing is changed by it. */
        post: operations["matchRunsCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/match-runs/{run}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plan of one run, of what was supposed too. */
        get: operations["planOfRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/needs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Needs that the caller may know of. */
        get: operations["needsList"];
        put?: never;
        /** A head asks for support. */
        post: operations["needsRaise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/needs/{need}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One need, with its wording for who may read that. */
        get: operations["needsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** How soon, and when somebody looks again; and that what would help is clear. */
        patch: operations["needsTriage"];
        trace?: never;
    };
    "/api/v1/needs/{need}/agree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The head agrees that the need goes out, and to whom. */
        post: operations["needsAgree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/needs/{need}/broker": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The head wants another broker: at once, and no reason is asked. */
        post: operations["needsAnotherBroker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/needs/{need}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who could help and who could not, each with the reasons. */
        get: operations["proposalsOfNeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/needs/{need}/candidates/{school}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why one school of the area, by its URN, is not the first; and each single change with which it would be. */
        get: operations["proposalsWhyNot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/needs/{need}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The head takes the need back. */
        post: operations["needsWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those that wait for an answer of the school that asked. */
        get: operations["repliesOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offers/{offer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One offer: who could support and why, in words. */
        get: operations["repliesOffer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offers/{offer}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The head of the school that asked answers. */
        post: operations["repliesAnswerOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document.
         * @description It names nobody, so it asks for no token.
         */
        get: operations["openapiRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those that go on, the next date first; `over=true` adds those that ended. */
        get: operations["pairingsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of it, with as many of its visits as the caller may read. */
        get: operations["pairingsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/agenda": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agenda of a pairing, as it stands. */
        get: operations["agendaOne"];
        /**
         * The whole of it.
         * @description Whoever agreed the version before agrees this one anew.
         */
        put: operations["agendaWrite"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/agenda/agree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * For the caller's own side: supporter, school or broker.
         * @description With the third of them it stands.
         */
        post: operations["agendaAgree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/agenda/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The change that waits, if one does. */
        get: operations["agendaChangeOne"];
        /** The whole of it, from the version of the agenda in force; or anew by its proposer, from the version of the change. */
        put: operations["agendaChangePropose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/agenda/change/agree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * For the caller's own side.
         * @description With the third of them it is in force, and what stood before is kept.
         */
        post: operations["agendaChangeAgree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/agenda/change/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * With a word, by any of those who are to agree it.
         * @description What was agreed goes on.
         */
        post: operations["agendaChangeDecline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/agenda/change/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * By whoever proposed it.
         * @description What was agreed goes on.
         */
        post: operations["agendaChangeTakeBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the work, with what came of it and thanks. */
        post: operations["pairingStepsClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One an objective, the newest agenda first. */
        get: operations["evaluationsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/evaluations/{evaluation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One evaluation. */
        get: operations["evaluationsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/evaluations/{evaluation}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A later figure: number or symbol, of how many, for when, from where. */
        post: operations["evaluationsRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets the work rest, with a reason. */
        post: operations["pairingStepsPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/planned-visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The earliest first, those that are over too. */
        get: operations["plannedVisitsList"];
        put?: never;
        /** Sets a day for the next visit. `anyway` where it is meant on a day on which a school is closed. */
        post: operations["plannedVisitsPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/planned-visits/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One visit that is to be, or was to be. */
        get: operations["plannedVisitsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Another day, time or place.
         * @description What is left out stands.
         */
        patch: operations["plannedVisitsMove"];
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/planned-visits/{number}/call-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is called off (`cancelled`), or was missed (`missed`, from its day on), with a reason that both schools read. */
        post: operations["plannedVisitsCallOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on with work that rested. */
        post: operations["pairingStepsResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/review-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest first: the first may still wait to be held. */
        get: operations["reviewPointsList"];
        put?: never;
        /** Holds the one that waits: the caller says which they saw, as the next is set at once. */
        post: operations["reviewPointsHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/tend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What its gardener does when it goes quiet; the next contact is counted from here. */
        post: operations["pairingStepsTend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest first. */
        get: operations["visitsList"];
        put?: never;
        /** Writes down what happened when the two met. */
        post: operations["visitsLog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{pairing}/what-changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is on record about what a pairing changed. */
        get: operations["whatChangedList"];
        /** The words of the caller's own side, as a whole: `If-None-Match: *` the first time. */
        put: operations["whatChangedSay"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plan that was asked for last. */
        get: operations["planLatest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/capacity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one more place, or one more half-day in a half-term, at each supporter would bring, the dearest first: each is the difference of two plans.
         * @description Of needs that the reader may not know there is a number.
         */
        get: operations["planCapacityWorth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two plans side by side: what each read, the totals, and who has other partners. `a` and `b` are references of runs. */
        get: operations["planCompare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Locks a school to a need, or bars it from it, with a reason.
         * @description Nobody is proposed by it: the next run obeys.
         */
        post: operations["planChoicesMark"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/marks/{mark}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lifts a lock or a bar: later plans are free of it; that it stood, and why, is kept. */
        post: operations["planChoicesLift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/needs/{need}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One need in the plan, and whom a broker could lock or bar for it, best first. */
        get: operations["planNeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/needs/{need}/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What it would cost to lock or bar a school of the list, from a plan made anew with it.
         * @description Nothing is written.
         */
        get: operations["planPrice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The plan that was asked for last with what is supposed: taken, not yet done.
         * @description No live row changes, and nothing of it can be proposed; it is read as the plan of its run, or beside another.
         */
        post: operations["planChoicesSuppose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Themes in which each school is strong, and how deep; nothing of why, of days or of needs. */
        get: operations["profilesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those that go on, the next date first; `over=true` adds those that ended. */
        get: operations["projectsList"];
        put?: never;
        /** A broker writes the goals; no school is asked yet. */
        post: operations["projectsMake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them. */
        get: operations["projectsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/agenda": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The goals, before the work begins.
         * @description Whoever said yes to other words is asked again.
         */
        put: operations["projectsRedraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Three schools or more said yes: the work begins, and held days are promised. */
        post: operations["projectsBegin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** For all of its schools, with thanks; each then says what changed for it. */
        post: operations["projectsClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It rests, with a reason that all of its schools read. */
        post: operations["projectsPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/planned-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a day for the next session. `anyway` where it is meant on a day on which a school is closed. */
        post: operations["plannedSessionsPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/planned-sessions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Another day, time or place.
         * @description What is left out stands.
         */
        patch: operations["plannedSessionsMove"];
        trace?: never;
    };
    "/api/v1/projects/{project}/planned-sessions/{number}/call-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is called off (`cancelled`), or was missed (`missed`, from its day on), with a reason that all of its schools read. */
        post: operations["plannedSessionsCallOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It goes on. */
        post: operations["projectsResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The broker asks a school to take part; half-days by half-term of one that gives. */
        post: operations["projectsAsk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/schools/{school}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its place, as far as the reader may know of it. */
        get: operations["projectSchoolsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/schools/{school}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Yes, with the days asked or fewer; or not this term. */
        post: operations["projectSchoolsAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/schools/{school}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The school leaves; the others go on. */
        post: operations["projectSchoolsLeave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/schools/{school}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the project changed for the school, once its part in it is over. */
        post: operations["projectSchoolsSay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The schools met: what each gave, in half-days by its URN. */
        post: operations["projectsLog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those of one need. */
        get: operations["proposalsList"];
        put?: never;
        /** Proposes a school of the latest run for a need. */
        post: operations["proposalsMake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{proposal}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole of it, for brokers and advisers, and for an officer who says why. */
        get: operations["proposalsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{proposal}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Once both sides said yes. */
        post: operations["proposalsDecide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{proposal}/sound-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks the supporter, blind. */
        post: operations["proposalsSoundOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those that wait for an answer of the caller's own school. */
        get: operations["repliesRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{request}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request, blind until the names are open. */
        get: operations["repliesRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{request}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The supporting head answers. */
        post: operations["repliesAnswerRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Schools of the area by name. */
        get: operations["schoolsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schools/{urn}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One school of the register, of this area or any other. */
        get: operations["schoolsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schools/{urn}/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Declared, booked and free; for other heads available or not, and no more. */
        get: operations["daysOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-offs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those that the caller may sign off, the longest waiting first. */
        get: operations["signOffsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-offs/{pairing}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What there is to read before it is answered.
         * @description It opens with the waiting and closes with the answer.
         */
        get: operations["signOffsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-offs/{pairing}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs it off, also noting what is seen differently, or sends it back with a reason.
         * @description It closes with the answer, so what the caller saw is compared where the answer is kept.
         */
        post: operations["signOffsAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{visit}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One record of a visit. */
        get: operations["visitsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Who wrote it puts it right before the school has answered.
         * @description What is left out stands.
         */
        patch: operations["visitsCorrect"];
        trace?: never;
    };
    "/api/v1/visits/{visit}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The supported school says whether the record is accurate. */
        post: operations["visitsReply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Adoption: {
            /** @description What the Board wants to see: a target or a direction, in its words. */
            aim: string;
            /** @description It still counts what belongs to it, under the last name that it had. */
            closed: {
                because: string;
                on: string;
            } | null;
            from: string;
            meeting: string;
            on: string;
            reference: string;
            to: string;
        };
        AgendaAnswer: {
            agreed: {
                /** Format: date-time */
                broker: string | null;
                /** Format: date-time */
                school: string | null;
                /** Format: date-time */
                supporter: string | null;
            };
            /** @description Who wrote its last wording. */
            by: string;
            cadenceDays: number;
            confidentiality: string;
            /**
             * Format: date-time
             * @description When its last wording was written.
             */
            draftedAt: string;
            /** @description Those that held before, and changes that came to nothing, the first before the last. */
            earlier: components["schemas"]["AgendaView"][];
            /** @description Since when it holds no more, or that it came to nothing, by whom and why. */
            ended: {
                /** Format: date-time */
                at: string;
                by: string | null;
                /** @enum {string} */
                how: "declined" | "replaced" | "taken_back" | "work_over";
                words: string | null;
            } | null;
            exitRule: string;
            inclusion: string;
            /**
             * Format: date-time
             * @description With the third agreement.
             */
            inForceFrom: string | null;
            /** @description The first, the second … that all three agreed. */
            number: number;
            objectives: components["schemas"]["Objective"][];
            pairing: string;
            /**
             * @description `active` once all three have agreed and every consent is given.
             * @enum {string}
             */
            pairingState: "active" | "agenda_agreed" | "agenda_drafting" | "agreed_in_principle" | "closed" | "closing" | "evaluated" | "not_started" | "paused" | "sustain_checking";
            purpose: string;
            /** @description Why what stood before is to change; of the first, null. */
            reason: string | null;
            /** @enum {string} */
            state: "agreed" | "closed" | "draft" | "varied";
            version: number;
        };
        AgendaView: {
            agreed: {
                /** Format: date-time */
                broker: string | null;
                /** Format: date-time */
                school: string | null;
                /** Format: date-time */
                supporter: string | null;
            };
            /** @description Who wrote its last wording. */
            by: string;
            cadenceDays: number;
            confidentiality: string;
            /**
             * Format: date-time
             * @description When its last wording was written.
             */
            draftedAt: string;
            /** @description Since when it holds no more, or that it came to nothing, by whom and why. */
            ended: {
                /** Format: date-time */
                at: string;
                by: string | null;
                /** @enum {string} */
                how: "declined" | "replaced" | "taken_back" | "work_over";
                words: string | null;
            } | null;
            exitRule: string;
            inclusion: string;
            /**
             * Format: date-time
             * @description With the third agreement.
             */
            inForceFrom: string | null;
            /** @description The first, the second … that all three agreed. */
            number: number;
            objectives: components["schemas"]["Objective"][];
            purpose: string;
            /** @description Why what stood before is to change; of the first, null. */
            reason: string | null;
            /** @enum {string} */
            state: "agreed" | "closed" | "draft" | "varied";
            version: number;
        };
        Approach: {
            /** @enum {string} */
            kind: "anyone" | "anyone_but" | "only";
            urns: string[];
        };
        ApprovalAnswer: {
            approved: boolean;
            /** @description That begins; null where it was not approved. */
            pairing: string | null;
            reference: string;
        };
        AreaSchoolLine: {
            district: string | null;
            keyStages: ("EY" | "KS1" | "KS2" | "KS3" | "KS4" | "KS5")[];
            name: string;
            /** @description As published: "Not applicable" for special schools, alternative provision and PRUs. */
            phase: string | null;
            /** @enum {string} */
            setting: "alternative_provision" | "mainstream" | "special";
            /** @enum {string} */
            status: "closed" | "open" | "proposed_to_close" | "proposed_to_open";
            town: string | null;
            trust: string | null;
            /** @description False where an academy's trust is not on record. */
            trustKnown: boolean;
            urn: string;
        };
        AskedApproach: {
            kind: string;
            urns: string[];
        };
        AskedFigure: {
            of?: number | null;
            period: string;
            source: string;
            symbol?: string | null;
            value?: number | null;
        };
        AuditEntryAnswer: {
            act: string;
            /** @description `person:<id>`, `client:<id>` or `system:<name>`; the page finds the name. */
            actor: string;
            /** Format: date-time */
            at: string;
            /** @description Where they came in; `link` is one press in a mail, by whoever held it. */
            door: string | null;
            entity: string | null;
            id: string;
            name: string | null;
            /** @enum {string} */
            outcome: "done" | "refused";
            reason: string | null;
            schools: string[];
        };
        BoardGoalAnswer: {
            adopted: {
                meeting: string;
                on: string;
            } | null;
            aim: string;
            closed: {
                because: string;
                on: string;
            } | null;
            fromYear: string;
            goal: string;
            measures: ("absence.overall" | "absence.persistent" | "context.disadvantaged" | "context.eal" | "context.ehcp" | "context.ks2_prior" | "context.not_mobile" | "context.premium_primary" | "context.premium_secondary" | "context.primary_disadvantaged" | "context.primary_eal" | "context.primary_ehcp" | "context.primary_idaci" | "context.primary_ks1_prior" | "context.primary_polar4" | "context.primary_roll" | "context.primary_sen_support" | "context.primary_stability" | "context.roll" | "context.sen_support" | "ks2.progress_maths" | "ks2.progress_reading" | "ks2.progress_writing" | "ks4.attainment_8" | "ks4.basics_95" | "ks4.ebacc_entry" | "ks4.ebacc_points" | "ks4.gap_attainment_8" | "ks4.progress_8")[];
            name: string;
            owner: string;
            reference: string;
            review: {
                note: string;
                on: string;
            } | null;
            /** @enum {string} */
            state: "adopted" | "closed" | "draft" | "reviewed";
            /** @description The wording that took its place, and when. */
            superseded: {
                by: string;
                on: string;
            } | null;
            toYear: string;
            version: number;
            wording: string;
        };
        BoardGoalLine: {
            /** @description Null where no Board has adopted a wording. */
            adopted?: components["schemas"]["Adoption"] | null;
            /** @description Of the four, by its number. */
            goal: string;
            mayDraft: boolean;
            measures: components["schemas"]["GoalMeasure"][];
            /** @description As it stands today: the wording that the Board adopted last, else the installation's template. */
            name: string;
            /** @description What the Board would want to know and this service does not hold. */
            unknown: components["schemas"]["Unknown"][];
            wording: string;
            /** @description Every wording that the reader may know of, the newest first. */
            wordings: components["schemas"]["GoalLine"][];
        };
        BriefAnswer: {
            asker: {
                name: string;
                urn: string;
            };
            decision: components["schemas"]["DecisionView"];
            place: number;
            points: number;
            proposal: string;
            supporter: {
                name: string;
                urn: string;
            };
            theme: string;
        };
        BrokenLock: {
            because: string;
            name: string;
            need: components["schemas"]["NamedNeed"];
            urn: string;
        };
        CandidatePart: {
            /** @description Why, as one phrase: "11.4 km in a straight line". */
            because: string;
            of: number;
            /** @enum {string} */
            part: "fair_share" | "free_capacity" | "key_stage_and_setting" | "mode" | "reach" | "similar_context" | "theme_fit" | "track_record";
            /** @description Whole points; null where the part is not known. */
            points: number | null;
        };
        CandidateView: {
            askMe: boolean;
            conditions: ("CONFLICT_MANAGED" | "SAME_BODY_MANAGED")[];
            freeHalfDays: number;
            holds: "BODY_UNKNOWN"[];
            /** @description What stands in the way of proposing it now, in a sentence; null where nothing does. */
            mayNotPropose: string | null;
            name: string;
            /** Format: uuid */
            offer: string;
            parts: components["schemas"]["CandidatePart"][];
            place: number;
            /** @description In the plan of this run. */
            planned: boolean;
            /** @description 0 to 1,000; shown as 78.6 of 100. */
            points: number;
            urn: string;
            wished: boolean;
            /**
             * Format: date-time
             * @description Since when who looks after the school has confirmed what it declares; null where nobody has. Told now, not in the run.
             */
            wordConfirmedAt: string | null;
        };
        ChangeAnswer: {
            agreed: {
                /** Format: date-time */
                broker: string | null;
                /** Format: date-time */
                school: string | null;
                /** Format: date-time */
                supporter: string | null;
            };
            /** @description Who wrote its last wording. */
            by: string;
            cadenceDays: number;
            confidentiality: string;
            /**
             * Format: date-time
             * @description When its last wording was written.
             */
            draftedAt: string;
            /** @description Since when it holds no more, or that it came to nothing, by whom and why. */
            ended: {
                /** Format: date-time */
                at: string;
                by: string | null;
                /** @enum {string} */
                how: "declined" | "replaced" | "taken_back" | "work_over";
                words: string | null;
            } | null;
            exitRule: string;
            inclusion: string;
            /**
             * Format: date-time
             * @description With the third agreement.
             */
            inForceFrom: string | null;
            /** @description The first, the second … that all three agreed. */
            number: number;
            objectives: components["schemas"]["Objective"][];
            pairing: string;
            /** @enum {string} */
            pairingState: "active" | "agenda_agreed" | "agenda_drafting" | "agreed_in_principle" | "closed" | "closing" | "evaluated" | "not_started" | "paused" | "sustain_checking";
            purpose: string;
            /** @description Why what stood before is to change; of the first, null. */
            reason: string | null;
            /** @enum {string} */
            state: "agreed" | "closed" | "draft" | "varied";
            version: number;
        };
        ChangedNeed: {
            after: components["schemas"]["PlannedPartner"][];
            before: components["schemas"]["PlannedPartner"][];
            /** Format: uuid */
            need: string;
            reference: string;
            school: string;
            theme: string;
            urn: string;
        };
        ChangeView: {
            if: string;
            /** @enum {string} */
            kind: "asker_mode" | "asker_travel" | "days" | "depth" | "evidence" | "supporter_mode" | "supporter_travel" | "weight";
        };
        ChoiceView: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @enum {string} */
            kind: "defer" | "propose" | "veto";
            name: string | null;
            reason: string | null;
            until: string | null;
            urn: string | null;
        };
        ComparatorsChange: {
            counted: {
                change: number;
                urn: string;
            }[];
            /** @description Kept out, each with its reason: a symbol is not a nought. */
            leftOut: {
                /** @enum {string} */
                because: "BASELINE_IS_A_SYMBOL" | "LATER_VALUE_IS_A_SYMBOL" | "NOT_A_RATE" | "NO_BASELINE" | "NO_DENOMINATOR" | "NO_LATER_VALUE" | "TOO_FEW_SIMILAR_SCHOOLS";
                urn: string;
            }[];
            /** @description The middle change of those counted; null where they are too few to be shown. */
            median: number | null;
        };
        ComparisonAnswer: {
            a: components["schemas"]["OneOfTwo"];
            b: components["schemas"]["OneOfTwo"];
            /** @description Needs of both, with other partners: before in a, after in b. */
            changed: components["schemas"]["ChangedNeed"][];
            read: components["schemas"]["ReadApart"];
        };
        ComparisonRule: {
            /** @enum {string} */
            counted: "median";
            /** @description Counted schools below which nothing is shown. */
            fewest: number;
            /** @description As they were similar on that day; empty where no published measure stood behind the objective. */
            urns: string[];
            /** @enum {string} */
            with: "similar_schools";
        };
        CompetingNeeds: {
            needs: components["schemas"]["NamedNeed"][];
            others: number;
            places: number;
            supporters: {
                name: string;
                urn: string;
            }[];
            wanted: number;
        };
        ConsentInside: {
            /** Format: date-time */
            answeredAt: string | null;
            /** Format: date-time */
            askedAt: string;
            etag: string;
            funder: string | null;
            /** @enum {string} */
            state: "asked" | "given" | "refused" | "withdrawn";
            version: number;
        };
        ConsentOfPairing: {
            /** Format: date-time */
            answeredAt: string | null;
            /** Format: date-time */
            askedAt: string;
            funder: string | null;
            school: {
                name: string;
                urn: string;
            };
            /** @enum {string} */
            state: "asked" | "given" | "refused" | "withdrawn";
        };
        DaysAnswer: {
            /** @enum {string} */
            band: "0" | "1-2" | "3-5" | "ask_me" | "more";
            /** @description Held, committed and delivered. */
            booked: number;
            declared: number;
            /** @description The head gave exact half-days. */
            exact: boolean;
            /** @description Declared less booked: worked out here, stored nowhere. */
            free: number;
            halfTerm: string;
            /** @enum {string} */
            state: "frozen" | "open" | "reconciled";
            version: number;
        };
        DaysInHalfTerm: {
            asked: number;
            askMe: boolean;
            /** @description Of the supporter now; null where it declared none. */
            free: number | null;
            halfTerm: string;
        };
        DaysOfHalfTerm: {
            /** @description None is bookable yet, and the school says to ask. */
            askMe: boolean;
            halfDays: number;
            halfTerm: string;
        };
        DaysOfSchool: {
            /** @description For other heads, who may know no more; null for who reads the days themselves. */
            available: boolean | null;
            days: components["schemas"]["DaysAnswer"][] | null;
            urn: string;
        };
        DecisionView: {
            approval: {
                approved: boolean;
                /** Format: date-time */
                at: string;
                by: string;
                reason: string | null;
            } | null;
            /** Format: date-time */
            at: string;
            by: string;
            conditions: string | null;
            halfDays: Record<string, never>;
            id: string;
            /**
             * @description Of the pairing that it begins, where it begins one.
             * @enum {string}
             */
            kind: "coaching" | "support";
            needsSecond: boolean;
            /** @enum {string} */
            outcome: "agreed" | "agreed_with_conditions" | "declined" | "deferred" | "partly_agreed" | "withdrawn";
            override: boolean;
            overrideCost: number | null;
            /** @description Of the area's money, in whole pence. */
            pence: number;
            reason: string | null;
            reference: string;
            until: string | null;
        };
        DeclarationAnswer: {
            /** @enum {string} */
            appetite: "actively_offering" | "already_committed" | "not_this_term" | "open_to_approach";
            /** @description Of that year; null for who may know only whether the school is available. */
            capacity: components["schemas"]["DaysAnswer"][] | null;
            /** @description Who looks after the school confirmed it or asked about it; null while it waits for either. */
            check: components["schemas"]["WordCheck"] | null;
            id: string;
            needs: components["schemas"]["DeclaredNeed"][];
            quietUntil: string | null;
            /** @enum {string} */
            state: "confirmed" | "draft" | "queried" | "stale" | "submitted" | "superseded";
            strengths: components["schemas"]["OfferedTheme"][];
            /** Format: date-time */
            submittedAt: string | null;
            urn: string;
            version: number;
            year: string;
        };
        DeclaredNeed: {
            reason: string | null;
            theme: string;
            /** @enum {string} */
            urgency: "now" | "this_year" | "watch";
        };
        Difference: {
            /** @description Of the one school's own change; similar schools' middle is taken as it stands. */
            interval: components["schemas"]["Interval"] | null;
            points: number;
            /**
             * @description By the measure's better direction; null where it has none, or there is no difference.
             * @enum {string|null}
             */
            side: "better" | "worse" | null;
        };
        DroppedFewest: {
            fewestPartners: number;
            name: string;
            urn: string;
        };
        EvaluationAmongAll: {
            /** @description Which agenda of the pairing fixed it, and from when to when that held; null while it does, or did when the work ended. */
            agenda: {
                /** Format: date-time */
                from: string;
                number: number;
                /** Format: date-time */
                until: string | null;
            };
            baseline: null | {
                /** @description How many pupils or lessons the rate is of; null where it is no rate, or nobody wrote it down. */
                denominator: number | null;
                /** @enum {string} */
                kind: "number";
                /** @description In the measure's own unit; a rate in per cent, 0 to 100. */
                value: number;
            } | {
                /** @enum {string} */
                kind: "symbol";
                /** @enum {string} */
                symbol: "c" | "low" | "u" | "x" | "z";
            };
            baselinePeriod: string | null;
            baselineSource: string | null;
            baselineWords: string;
            /** @enum {string|null} */
            betterWhen: "higher" | "lower" | null;
            comparison: components["schemas"]["ComparisonRule"];
            id: string;
            later: components["schemas"]["LaterValue"][];
            /** Format: date-time */
            lockedAt: string;
            measure: string;
            measureId: string | null;
            objective: number;
            outcome: string;
            pairing: string;
            /** @description A later agenda fixed this objective anew; this one stays to be read (I-11). */
            replaced: boolean;
            says: components["schemas"]["OnePairingSays"];
            /** @enum {string} */
            state: "baseline_locked" | "estimated" | "moderated" | "published" | "registered" | "superseded" | "void" | "waiting_for_data";
            target: string;
            theme: string;
            unit: string | null;
            window: {
                from: string;
                to: string;
            };
        };
        EvaluationAnswer: {
            /** @description Which agenda of the pairing fixed it, and from when to when that held; null while it does, or did when the work ended. */
            agenda: {
                /** Format: date-time */
                from: string;
                number: number;
                /** Format: date-time */
                until: string | null;
            };
            baseline: null | {
                /** @description How many pupils or lessons the rate is of; null where it is no rate, or nobody wrote it down. */
                denominator: number | null;
                /** @enum {string} */
                kind: "number";
                /** @description In the measure's own unit; a rate in per cent, 0 to 100. */
                value: number;
            } | {
                /** @enum {string} */
                kind: "symbol";
                /** @enum {string} */
                symbol: "c" | "low" | "u" | "x" | "z";
            };
            baselinePeriod: string | null;
            baselineSource: string | null;
            baselineWords: string;
            /** @enum {string|null} */
            betterWhen: "higher" | "lower" | null;
            comparison: components["schemas"]["ComparisonRule"];
            id: string;
            later: components["schemas"]["LaterValue"][];
            /** Format: date-time */
            lockedAt: string;
            measure: string;
            measureId: string | null;
            objective: number;
            outcome: string;
            pairing: string;
            /** @description A later agenda fixed this objective anew; this one stays to be read (I-11). */
            replaced: boolean;
            says: components["schemas"]["OnePairingSays"];
            /** @enum {string} */
            state: "baseline_locked" | "estimated" | "moderated" | "published" | "registered" | "superseded" | "void" | "waiting_for_data";
            target: string;
            unit: string | null;
            window: {
                from: string;
                to: string;
            };
        };
        GoalLine: {
            adopted: {
                meeting: string;
                on: string;
            } | null;
            name: string;
            reference: string;
            /** @enum {string} */
            state: "adopted" | "closed" | "draft" | "reviewed";
            /** @description The wording that took its place, and when. */
            superseded: {
                by: string;
                on: string;
            } | null;
        };
        GoalMeasure: {
            caveat: string;
            /** @enum {string} */
            measure: "absence.overall" | "absence.persistent" | "context.disadvantaged" | "context.eal" | "context.ehcp" | "context.ks2_prior" | "context.not_mobile" | "context.premium_primary" | "context.premium_secondary" | "context.primary_disadvantaged" | "context.primary_eal" | "context.primary_ehcp" | "context.primary_idaci" | "context.primary_ks1_prior" | "context.primary_polar4" | "context.primary_roll" | "context.primary_sen_support" | "context.primary_stability" | "context.roll" | "context.sen_support" | "ks2.progress_maths" | "ks2.progress_reading" | "ks2.progress_writing" | "ks4.attainment_8" | "ks4.basics_95" | "ks4.ebacc_entry" | "ks4.ebacc_points" | "ks4.gap_attainment_8" | "ks4.progress_8";
        };
        Interval: {
            high: number;
            low: number;
        };
        LaterValue: {
            /** Format: date-time */
            at: string;
            by: string;
            measured: {
                /** @description How many pupils or lessons the rate is of; null where it is no rate, or nobody wrote it down. */
                denominator: number | null;
                /** @enum {string} */
                kind: "number";
                /** @description In the measure's own unit; a rate in per cent, 0 to 100. */
                value: number;
            } | {
                /** @enum {string} */
                kind: "symbol";
                /** @enum {string} */
                symbol: "c" | "low" | "u" | "x" | "z";
            };
            period: string;
            source: string;
        };
        LightPairingAnswer: {
            /** Format: date-time */
            askedAt: string;
            askedBy: string;
            /** @enum {string} */
            askedSide: "school" | "supporter";
            asker: {
                name: string;
                urn: string;
            };
            booked: number;
            /** Format: date-time */
            closedAt: string | null;
            contact: string;
            gardener: string;
            halfDays: number;
            id: string;
            onDay: string;
            /** @enum {string|null} */
            outcome: "ended_early" | "met" | null;
            purpose: string;
            reference: string;
            /** @enum {string} */
            state: "active" | "agreed_in_principle" | "closed" | "not_started";
            supporter: {
                name: string;
                urn: string;
            };
            thanks: string | null;
            version: number;
        };
        MadeDecision: {
            pairing: string | null;
            reference: string;
            /** @description It takes effect once the chair approves it. */
            waits: boolean;
        };
        MarkAnswer: {
            id: string;
            kind: string;
            need: string;
            supporter: string;
        };
        MarkView: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @enum {string|null} */
            group: "alternative_provision" | "named" | "special" | null;
            id: string;
            /** @enum {string} */
            kind: "bar" | "group" | "lock";
            /** @description Of the school; of a group by its setting nothing, else its schools. */
            name: string;
            /** Format: uuid */
            need: string;
            reason: string;
            /** @description Null for a group. */
            urn: string | null;
        };
        MatchRunAnswer: {
            cancelAsked: boolean;
            done: number;
            /** Format: date-time */
            finishedAt: string | null;
            id: string;
            kind: string;
            policyVersion: number;
            reference: string;
            /** Format: date-time */
            requestedAt: string;
            requestedBy: string | null;
            state: string;
            total: number;
        };
        NamedNeed: {
            /** Format: uuid */
            need: string;
            reference: string;
            school: string;
            theme: string;
            urn: string;
        };
        NeedAnswer: {
            adviser: string | null;
            /** Format: date-time */
            agreedAt?: string | null;
            approach?: components["schemas"]["Approach"] | null;
            approachSet: boolean;
            closedReason?: string | null;
            cover: string | null;
            coveredOn: string | null;
            earliestStart?: string | null;
            /** @description In each half-term of the window. */
            halfDaysWanted?: number;
            /** Format: uuid */
            id: string;
            keyStages: ("EY" | "KS1" | "KS2" | "KS3" | "KS4" | "KS5")[];
            modes?: ("hybrid" | "in_person" | "remote")[];
            moves?: components["schemas"]["NeedMoveView"][];
            nextDate: string | null;
            owner: string | null;
            partnersWanted?: number;
            /** @enum {string} */
            priority: "now" | "this_term" | "when_possible";
            /** Format: date-time */
            raisedAt: string;
            reference: string;
            secondaryThemes: string[];
            sendThread?: string;
            /** @enum {string} */
            state: "agreed" | "commissioned" | "diagnosed" | "escalated" | "matched" | "met" | "not_pursued" | "open" | "proposed" | "raised" | "triaged" | "withdrawn";
            theme: string;
            travelKm?: number | null;
            tried?: string | null;
            urn: string;
            version: number;
            waitingSince: string;
            wantedOutcome?: string;
            windowFrom?: string;
            windowTo?: string;
            wishes?: string[];
        };
        NeedMoveView: {
            /** Format: date-time */
            at: string;
            /** @description A person's name, or "Trellis". */
            by: string;
            /** @enum {string|null} */
            from: "agreed" | "commissioned" | "diagnosed" | "escalated" | "matched" | "met" | "not_pursued" | "open" | "proposed" | "raised" | "triaged" | "withdrawn" | null;
            reason: string | null;
            /** @enum {string} */
            to: "agreed" | "commissioned" | "diagnosed" | "escalated" | "matched" | "met" | "not_pursued" | "open" | "proposed" | "raised" | "triaged" | "withdrawn";
        };
        NobodyView: {
            /** @enum {string} */
            kind: "competing" | "days" | "fewest" | "group" | "held_back" | "no_candidate" | "not_known";
            /** @description Partners it goes without. */
            missing: number;
            /** @description The fewest rules that keep everybody out; empty for every other kind. */
            rules: ("BARRED_CONFLICT" | "CONFLICT_UNRESOLVED" | "DECLINED_THIS_NEED" | "KEY_STAGE_NOT_SERVED" | "NOT_APPROACHABLE" | "NOT_WITH" | "NO_DAYS_IN_WINDOW" | "NO_PARTNER_SLOT" | "OWN_SCHOOL" | "SAME_RESPONSIBLE_BODY" | "SCHOOL_CLOSED" | "SUPPORTER_RESTING" | "THEME_FIT_BELOW_FLOOR" | "TOO_FAR_AND_NO_REMOTE" | "VETOED_BY_BROKER")[];
            schools: {
                name: string;
                urn: string;
            }[];
            sentence: string;
            /** @description What becomes possible without them, in a sentence. */
            without: string | null;
        };
        Objective: {
            aim: string;
            baseline: string;
            due: string;
            /** @description Where it stands now as a figure, for what comes later to be held against: frozen with the agenda (I-11). */
            figure?: components["schemas"]["ObjectiveFigure"] | null;
            measure: string;
            /**
             * @description The published measure that tells it, if one does: similar schools are then looked at beside it.
             * @enum {string|null}
             */
            measureId?: "absence.overall" | "absence.persistent" | "ks2.progress_maths" | "ks2.progress_reading" | "ks2.progress_writing" | "ks4.attainment_8" | "ks4.basics_95" | "ks4.ebacc_points" | "ks4.gap_attainment_8" | "ks4.progress_8" | null;
            target: string;
        };
        ObjectiveFigure: {
            /** @description Of how many pupils or lessons; a rate keeps its denominator (I-12). */
            of: number | null;
            period: string;
            source: string;
            /**
             * @description Never both: a symbol is no number (I-12).
             * @enum {string|null}
             */
            symbol: "c" | "low" | "u" | "x" | "z" | null;
            value: number | null;
        };
        ObjectiveSent: {
            aim?: string | null;
            baseline?: string | null;
            due?: string | null;
            figure?: components["schemas"]["AskedFigure"] | null;
            measure?: string | null;
            /** @description One of the published measures that can get better. */
            measureId?: string | null;
            target?: string | null;
        };
        OfferAnswerView: {
            /** @enum {string|null} */
            answer: "accepted" | "declined" | null;
            broker: string;
            halfDays: Record<string, never>;
            heldUntil: string | null;
            id: string;
            /** Format: date-time */
            meetingAskedAt: string | null;
            need: string;
            person: string | null;
            reasons: string[];
            reference: string;
            /** @enum {string} */
            state: "decided" | "declined_by_school" | "declined_by_supporter" | "lapsed" | "proposed" | "school_accepted" | "sounding_out" | "supporter_accepted" | "vetoed";
            supporter: {
                name: string;
                urn: string;
            };
            theme: string;
            urn: string;
            version: number;
        };
        OfferedTheme: {
            /** @enum {string} */
            depth: "can_host" | "can_talk" | "can_work_alongside";
            /** @enum {string} */
            evidence: "adviser_visit" | "data" | "declared" | "impact" | "inspection" | "released_review";
            howWeKnow: string | null;
            /** @description The day of the visit, review or data; for `declared` the day it was said. */
            on: string;
            theme: string;
        };
        OneOfTwo: {
            brokenLocks: components["schemas"]["BrokenLock"][];
            proof: null | {
                /** @enum {string} */
                kind: "best";
            } | {
                /** @enum {string} */
                kind: "needs_open";
            } | {
                /** @enum {string} */
                kind: "points_open";
                points: number;
            };
            run: components["schemas"]["MatchRunAnswer"];
            totals: components["schemas"]["PlanTotals"];
        };
        OnePairingSays: {
            change: {
                change: number;
                /** @enum {string} */
                kind: "change";
            } | {
                /** @enum {string} */
                because: "BASELINE_IS_A_SYMBOL" | "LATER_VALUE_IS_A_SYMBOL" | "NOT_A_RATE" | "NO_BASELINE" | "NO_DENOMINATOR" | "NO_LATER_VALUE" | "TOO_FEW_SIMILAR_SCHOOLS";
                /** @enum {string} */
                kind: "none";
            };
            /** @description The school's change less that of similar schools. Null while either is missing. */
            difference: components["schemas"]["Difference"] | null;
            interval: {
                high: number;
                /** @enum {string} */
                kind: "interval";
                low: number;
            } | {
                /** @enum {string} */
                because: "BASELINE_IS_A_SYMBOL" | "LATER_VALUE_IS_A_SYMBOL" | "NOT_A_RATE" | "NO_BASELINE" | "NO_DENOMINATOR" | "NO_LATER_VALUE" | "TOO_FEW_SIMILAR_SCHOOLS";
                /** @enum {string} */
                kind: "none";
            };
            /** @enum {string|null} */
            moved: "fell" | "rose" | "stayed" | null;
            similar: components["schemas"]["ComparatorsChange"];
        };
        PageOfAreaSchoolLine: {
            items: components["schemas"]["AreaSchoolLine"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfAuditEntryAnswer: {
            items: components["schemas"]["AuditEntryAnswer"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfBoardGoalLine: {
            items: components["schemas"]["BoardGoalLine"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfEvaluationAmongAll: {
            items: components["schemas"]["EvaluationAmongAll"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfEvaluationAnswer: {
            items: components["schemas"]["EvaluationAnswer"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfLightPairingAnswer: {
            items: components["schemas"]["LightPairingAnswer"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfMatchRunAnswer: {
            items: components["schemas"]["MatchRunAnswer"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfNeedAnswer: {
            items: components["schemas"]["NeedAnswer"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfPairingForBody: {
            items: components["schemas"]["PairingForBody"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfPairingLine: {
            items: components["schemas"]["PairingLine"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfPlannedVisitOfPairing: {
            items: components["schemas"]["PlannedVisitOfPairing"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfProfileView: {
            items: components["schemas"]["ProfileView"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfProjectLine: {
            items: components["schemas"]["ProjectLine"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfProposalView: {
            items: components["schemas"]["ProposalView"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfReviewPointAnswer: {
            items: components["schemas"]["ReviewPointAnswer"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfStrengthsView: {
            items: components["schemas"]["StrengthsView"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfVisitOfPairing: {
            items: components["schemas"]["VisitOfPairing"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfWaitingAnswer: {
            items: components["schemas"]["WaitingAnswer"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PageOfWaitingSignOff: {
            items: components["schemas"]["WaitingSignOff"][];
            /** @description Where the next page starts; null on the last. */
            next: string | null;
        };
        PairingAnswer: {
            agenda: components["schemas"]["AgendaView"] | null;
            asker: {
                name: string;
                urn: string;
            };
            /** @description What is proposed in its place. */
            change: components["schemas"]["AgendaView"] | null;
            /** @description Clocks that run, the next due first. */
            clocks: {
                clock: string;
                dueOn: string;
            }[];
            /** Format: date-time */
            closedAt: string | null;
            closedSummary: string | null;
            conditions: string | null;
            /** @description Of the schools' trusts, where the area requires them. */
            consents: components["schemas"]["ConsentOfPairing"][];
            decidedBy: string;
            gardener: string;
            /** @description Half-days given so far, of those promised. */
            given: number;
            halfDays: Record<string, never>;
            id: string;
            /** @enum {string} */
            kind: "coaching" | "light" | "project" | "support";
            /** Format: date-time */
            madeAt: string;
            need: string;
            nextDate: string | null;
            /** @enum {string|null} */
            outcome: "ended_early" | "met" | "not_met" | "part_met" | null;
            pauseReason: string | null;
            person: string | null;
            promised: number;
            reasons: string[];
            reference: string;
            /** @description The latest first; the first may still wait. */
            reviews: components["schemas"]["ReviewPointView"][];
            /** @description Where it went quiet, and nothing was done about it yet. */
            stalls: components["schemas"]["StallView"][];
            /** @enum {string} */
            state: "active" | "agenda_agreed" | "agenda_drafting" | "agreed_in_principle" | "closed" | "closing" | "evaluated" | "not_started" | "paused" | "sustain_checking";
            supporter: {
                name: string;
                urn: string;
            };
            /** @description What its gardener did, the latest first. */
            tendings: components["schemas"]["TendingView"][];
            thanks: string | null;
            theme: string;
            version: number;
            visits: components["schemas"]["VisitInPairing"][];
        };
        PairingForBody: {
            /** @description Those who receive, and those who give: of a project, names of several schools. */
            asker: string;
            /** @description Null where the caller's body is not asked for one. */
            consent: components["schemas"]["ConsentInside"] | null;
            given: number;
            /**
             * @description A pairing of two, or a project of several schools.
             * @enum {string}
             */
            kind: "pairing" | "project";
            madeOn: string;
            nextDate: string | null;
            promised: number;
            reference: string;
            /** @description Each once. */
            schools: string[];
            /** @enum {string} */
            state: "active" | "agenda_agreed" | "agenda_drafting" | "agreed_in_principle" | "closed" | "closing" | "evaluated" | "not_started" | "paused" | "sustain_checking";
            supporter: string;
        };
        PairingLine: {
            asker: {
                name: string;
                urn: string;
            };
            gardener: string;
            /** @enum {string} */
            kind: "coaching" | "light" | "project" | "support";
            nextDate: string | null;
            reference: string;
            /** @enum {string} */
            state: "active" | "agenda_agreed" | "agenda_drafting" | "agreed_in_principle" | "closed" | "closing" | "evaluated" | "not_started" | "paused" | "sustain_checking";
            supporter: {
                name: string;
                urn: string;
            };
            theme: string;
        };
        PlanAnswer: {
            brokenLocks: components["schemas"]["BrokenLock"][];
            competing: components["schemas"]["CompetingNeeds"][];
            /** @description Offers that nobody could be planned with, by school: how many partners they call worth starting for was no condition. */
            fewestDropped: components["schemas"]["DroppedFewest"][];
            /** @description Needs that are open and that the run did not look at. */
            leftOut: components["schemas"]["NamedNeed"][];
            /** @description Pairs that are locked, barred or ruled out otherwise now than when the run read them. */
            marksChanged: number;
            needs: components["schemas"]["PlanNeed"][];
            /** @description Half-days that supporters had free when the run read them, by half-term. */
            onOffer: {
                halfDays: number;
                halfTerm: string;
            }[];
            proof: null | {
                /** @enum {string} */
                kind: "best";
            } | {
                /** @enum {string} */
                kind: "needs_open";
            } | {
                /** @enum {string} */
                kind: "points_open";
                points: number;
            };
            run: components["schemas"]["MatchRunAnswer"];
            /** @description What was supposed of late, the latest first. */
            whatIfs: components["schemas"]["MatchRunAnswer"][];
        };
        PlanAtNeedAnswer: {
            /** @description As listed, best first. */
            choices: {
                name: string;
                points: number;
                urn: string;
            }[];
            need: components["schemas"]["PlanNeed"];
            run: components["schemas"]["MatchRunAnswer"];
        };
        PlannedPartner: {
            /** @description In each half-term of the need's window. */
            days: components["schemas"]["DaysOfHalfTerm"][];
            locked: boolean;
            name: string;
            points: number;
            urn: string;
        };
        PlannedVisitOfPairing: {
            by: string;
            /** Format: date-time */
            endedAt: string | null;
            heldOn: string;
            id: string;
            minutes: number;
            /** @enum {string} */
            mode: "hybrid" | "in_person" | "remote";
            /** @description The pairing's first, second, … plan; a record of a visit has a number of its own. */
            number: number;
            pairing: string;
            place: string | null;
            /** Format: date-time */
            plannedAt: string;
            /** @description Why it was called off or missed. */
            reason: string | null;
            /** @description By the wall clock of the United Kingdom, like `14:30`. */
            startsAt: string;
            /** @enum {string} */
            state: "cancelled" | "done" | "missed" | "planned";
            version: number;
        };
        PlannedVisitView: {
            by: string;
            /** Format: date-time */
            endedAt: string | null;
            heldOn: string;
            id: string;
            minutes: number;
            /** @enum {string} */
            mode: "hybrid" | "in_person" | "remote";
            /** @description The pairing's first, second, … plan; a record of a visit has a number of its own. */
            number: number;
            place: string | null;
            /** Format: date-time */
            plannedAt: string;
            /** @description Why it was called off or missed. */
            reason: string | null;
            /** @description By the wall clock of the United Kingdom, like `14:30`. */
            startsAt: string;
            /** @enum {string} */
            state: "cancelled" | "done" | "missed" | "planned";
            version: number;
        };
        PlanNeed: {
            /** @description Half-terms in which help could still be given. */
            halfTerms: string[];
            /** @description Schools that may be proposed for it. */
            listed: number;
            marks: components["schemas"]["MarkView"][];
            /** Format: uuid */
            need: string;
            partners: components["schemas"]["PlannedPartner"][];
            partnersWanted: number;
            reference: string;
            school: string;
            /**
             * @description As it stands now; the plan may be older.
             * @enum {string|null}
             */
            state: "agreed" | "commissioned" | "diagnosed" | "escalated" | "matched" | "met" | "not_pursued" | "open" | "proposed" | "raised" | "triaged" | "withdrawn" | null;
            theme: string;
            /** @description Why it goes without (enough) partners; null where it does not. */
            unmet: {
                because: string;
                missing: number;
            } | null;
            urn: string;
        };
        PlanTotals: {
            halfDays: number;
            needs: number;
            partners: number;
            /** @description With a partner at least. */
            placed: number;
            /** @description Of these pairs together. */
            points: number;
        };
        Problem: {
            /** @description For a program, like RUN_SUPERSEDED */
            code: string;
            errors?: {
                message: string;
                path: string;
            }[];
            /** @description To name when asking for help */
            requestId: string;
            status: number;
            /** @description A sentence for a person */
            title: string;
            type: string;
        };
        ProfileView: {
            strengths: {
                /** @enum {string} */
                depth: "can_host" | "can_talk" | "can_work_alongside";
                theme: string;
            }[];
            urn: string;
            year: string;
        };
        ProjectAnswer: {
            /** Format: date-time */
            beganAt: string | null;
            beganBy: string | null;
            cadenceDays: number;
            /** Format: date-time */
            closedAt: string | null;
            closedSummary: string | null;
            confidentiality: string;
            /** @description Of the trusts of its schools, where the area requires them. */
            consents: components["schemas"]["ConsentOfPairing"][];
            exitRule: string;
            gardener: string;
            id: string;
            inclusion: string;
            /** @description What still stands between it and its beginning, or its going on. */
            lacks: ("BARRED" | "CONSENT" | "DAYS" | "GIVER" | "RECEIVER" | "SCHOOLS")[];
            /** Format: date-time */
            madeAt: string;
            madeBy: string;
            nextDate: string | null;
            objectives: components["schemas"]["Objective"][];
            /** @enum {string|null} */
            outcome: "ended_early" | "met" | "not_met" | "part_met" | null;
            pauseReason: string | null;
            /** @description Dates that were set for sessions, the earliest first. */
            planned: components["schemas"]["PlannedVisitView"][];
            purpose: string;
            reference: string;
            schools: components["schemas"]["ProjectSchoolAnswer"][];
            /** @description The latest first. */
            sessions: components["schemas"]["ProjectSessionView"][];
            /** @enum {string} */
            state: "active" | "agreed_in_principle" | "closed" | "not_started" | "paused";
            thanks: string | null;
            theme: string;
            /** @description Asked, and not named to this reader before their own head said yes. */
            unnamed: number;
            version: number;
            wordsBy: string | null;
        };
        ProjectLine: {
            gardener: string;
            nextDate: string | null;
            purpose: string;
            reference: string;
            /** @description Those that the reader may know of, by name. */
            schools: {
                name: string;
                /** @enum {string} */
                part: "both" | "supported" | "supporter";
                /** @enum {string} */
                state: "asked" | "declined" | "lapsed" | "left" | "taking_part";
                urn: string;
            }[];
            /** @enum {string} */
            state: "active" | "agreed_in_principle" | "closed" | "not_started" | "paused";
            theme: string;
        };
        ProjectSchoolAnswer: {
            answerBy: string;
            /** Format: date-time */
            answeredAt: string | null;
            /** Format: date-time */
            askedAt: string;
            /** @description Half-days given so far, of those promised. */
            given: number;
            /** @description Asked of it; once it takes part, what it gives. */
            halfDays: Record<string, never>;
            /** @description Of its place in the project. */
            id: string;
            /** Format: date-time */
            leftAt: string | null;
            leftNote: string | null;
            name: string;
            /** @enum {string|null} */
            outcome: "met" | "not_met" | "part_met" | null;
            /** @enum {string} */
            part: "both" | "supported" | "supporter";
            promised: number;
            /** @enum {string} */
            state: "asked" | "declined" | "lapsed" | "left" | "taking_part";
            urn: string;
            version: number;
            words: string | null;
            /** Format: date-time */
            wordsAt: string | null;
        };
        ProjectSessionView: {
            by: string;
            given: {
                [key: string]: number;
            };
            heldOn: string;
            /** Format: date-time */
            loggedAt: string;
            /** @enum {string} */
            mode: "hybrid" | "in_person" | "remote";
            number: number;
            summary: string;
        };
        ProposalAnswer: {
            asker: {
                name: string;
                urn: string;
            };
            /** @description The latest first. */
            decisions: components["schemas"]["DecisionView"][];
            halfDays: Record<string, never>;
            heldUntil: string | null;
            id: string;
            /** Format: date-time */
            madeAt: string;
            madeBy: string;
            need: string;
            offer: {
                /** @enum {string|null} */
                answer: "accepted" | "declined" | null;
                /** Format: date-time */
                answeredAt: string | null;
                /** Format: date-time */
                madeAt: string;
                /** Format: date-time */
                meetingAskedAt: string | null;
                note: string | null;
                reference: string;
            } | null;
            pairing: string | null;
            place: number;
            points: number;
            reason: string | null;
            reasons: string[];
            reference: string;
            request: {
                /** @enum {string|null} */
                answer: "another_person" | "fewer_days" | "not_this_term" | "yes" | null;
                /** Format: date-time */
                answeredAt: string | null;
                answeredHalfDays: Record<string, never> | null;
                dueOn: string | null;
                person: string | null;
                reference: string;
                /** Format: date-time */
                sentAt: string;
            } | null;
            /** @enum {string} */
            state: "decided" | "declined_by_school" | "declined_by_supporter" | "lapsed" | "proposed" | "school_accepted" | "sounding_out" | "supporter_accepted" | "vetoed";
            supporter: {
                name: string;
                urn: string;
            };
            theme: string;
            version: number;
        };
        ProposalView: {
            id: string;
            /** Format: date-time */
            madeAt: string;
            madeBy: string;
            name: string;
            place: number;
            points: number;
            reason: string | null;
            reference: string;
            state: string;
            urn: string;
        };
        ReadApart: {
            /** @description Bookable half-days. */
            days: {
                a: number;
                b: number;
                halfTerm: string;
                name: string;
                urn: string;
            }[];
            /** @description A partner of which a need is to have, or nobody. */
            groups: {
                need: components["schemas"]["NamedNeed"];
                /** @enum {string} */
                only: "a" | "b";
                schools: {
                    name: string;
                    urn: string;
                }[];
            }[];
            marks: {
                /** @enum {string} */
                kind: "bar" | "lock";
                name: string;
                need: components["schemas"]["NamedNeed"];
                /** @enum {string} */
                only: "a" | "b";
                urn: string;
            }[];
            needs: {
                /** Format: uuid */
                need: string;
                /** @enum {string} */
                only: "a" | "b";
                reference: string;
                school: string;
                theme: string;
                urn: string;
            }[];
            /** @description Anything else: offers, schools, conflicts, what was asked and promised, the policy, the day. */
            otherwise: boolean;
        };
        RefusedView: {
            because: {
                /** @enum {string} */
                code: "BARRED_CONFLICT" | "CONFLICT_UNRESOLVED" | "DECLINED_THIS_NEED" | "KEY_STAGE_NOT_SERVED" | "NOT_APPROACHABLE" | "NOT_WITH" | "NO_DAYS_IN_WINDOW" | "NO_OFFER" | "NO_PARTNER_SLOT" | "OWN_SCHOOL" | "SAME_RESPONSIBLE_BODY" | "SCHOOL_CLOSED" | "SUPPORTER_RESTING" | "THEME_FIT_BELOW_FLOOR" | "TOO_FAR_AND_NO_REMOTE" | "VETOED_BY_BROKER";
                sentence: string;
            }[];
            name: string;
            urn: string;
        };
        RegisteredSchool: {
            closedOn: string | null;
            /** @description The school itself while it is open, else what it became. */
            current: string[];
            district: string | null;
            inArea: boolean;
            keyStages: string[];
            name: string;
            openedOn: string | null;
            phase: string | null;
            postcode: string | null;
            source: {
                extractDate: string | null;
            };
            status: string;
            town: string | null;
            trust: string | null;
            type: string | null;
            urn: string;
        };
        RequestAnswer: {
            /** @enum {string|null} */
            answer: "another_person" | "fewer_days" | "not_this_term" | "yes" | null;
            answeredHalfDays: Record<string, never> | null;
            /** @description Null until the asking school accepts or asks to meet. */
            asker: {
                name: string;
                urn: string;
            } | null;
            days: components["schemas"]["DaysInHalfTerm"][];
            /** @description The last day for an answer; null once there is one. */
            dueOn: string | null;
            halfDays: Record<string, never>;
            /** @description Until then the days are kept; null where none are held. */
            heldUntil: string | null;
            id: string;
            person: string | null;
            reference: string;
            /** Format: date-time */
            sentAt: string;
            /** @enum {string} */
            state: "decided" | "declined_by_school" | "declined_by_supporter" | "lapsed" | "proposed" | "school_accepted" | "sounding_out" | "supporter_accepted" | "vetoed";
            told: components["schemas"]["Told"];
            urn: string;
            version: number;
        };
        ReviewPointAnswer: {
            /** @description Which agenda of the pairing that was; of one that waits, it says nothing yet. */
            agendaNumber: number;
            by: string;
            dueOn: string;
            etag: string;
            heldOn: string | null;
            id: string;
            note: string | null;
            number: number;
            /** @description One an objective, in the order of the agenda; null until it is held. */
            standings: ("needs_a_talk" | "on_track" | "slower_than_planned")[] | null;
            /** @enum {string} */
            state: "due" | "held" | "missed";
            version: number;
        };
        ReviewPointView: {
            /** @description Which agenda of the pairing that was; of one that waits, it says nothing yet. */
            agendaNumber: number;
            by: string;
            dueOn: string;
            heldOn: string | null;
            id: string;
            note: string | null;
            number: number;
            /** @description One an objective, in the order of the agenda; null until it is held. */
            standings: ("needs_a_talk" | "on_track" | "slower_than_planned")[] | null;
            /** @enum {string} */
            state: "due" | "held" | "missed";
            version: number;
        };
        RunNeed: {
            candidates: number;
            /** @description The best candidate that may be proposed. */
            first: {
                name: string;
                points: number;
                urn: string;
            } | null;
            /** Format: uuid */
            need: string;
            /** @description Who the plan gives it, when everybody's needs are weighed together. */
            planned: {
                name: string;
                points: number;
                urn: string;
            }[];
            reference: string;
            /** @description Schools of the area that are not listed, whatever the reason. */
            refused: number;
            school: string;
            theme: string;
            /** @description Why the plan leaves it without (enough) partners; null where it does not. */
            unmet: string | null;
            urn: string;
        };
        SideWords: {
            /** Format: date-time */
            at: string;
            school: string;
            /** @enum {string} */
            side: "school" | "supporter";
            version: number;
            words: {
                partnership: string | null;
                people: string | null;
                pupils: string | null;
                schools: string | null;
            };
        };
        SignedOff: {
            pairing: string;
            /**
             * @description How it stands now: `signed`, `waits_for_second` or `sent_back`.
             * @enum {string}
             */
            state: "not_yet" | "sent_back" | "signed" | "waits" | "waits_for_second";
        };
        SignOffToRead: {
            asker: {
                name: string;
                urn: string;
            };
            /** Format: date-time */
            closedAt: string | null;
            evaluations: components["schemas"]["EvaluationAnswer"][];
            first: components["schemas"]["SignOffView"] | null;
            /** @description The reader's word takes effect only with another's. */
            needsSecond: boolean;
            pairing: string;
            process: {
                answered: number;
                given: number;
                promised: number;
                visits: number;
            };
            said: components["schemas"]["SideWords"][];
            supporter: {
                name: string;
                urn: string;
            };
        };
        SignOffView: {
            /** Format: date-time */
            at: string | null;
            /** @description Who signed it off or sent it back; null while nobody has. */
            by: string | null;
            /** @description Who confirmed the chair's word. */
            second: {
                /** Format: date-time */
                at: string;
                by: string;
                words: string | null;
            } | null;
            /** @enum {string} */
            state: "not_yet" | "sent_back" | "signed" | "waits" | "waits_for_second";
            /** @description Why it was sent back, or what was seen differently. */
            words: string | null;
        };
        StallView: {
            /** @enum {string} */
            rule: "C-10" | "C-11" | "C-3" | "C-7" | "needs_a_talk";
            since: string;
        };
        StrengthsView: {
            available: boolean;
            strengths: components["schemas"]["OfferedTheme"][];
            urn: string;
            year: string;
        };
        TendingView: {
            /** @enum {string} */
            act: "close" | "connect" | "none" | "nudge" | "resource";
            by: string;
            /** Format: date-time */
            doneAt: string;
            note: string;
        };
        Told: {
            /** @description Null where the register knows none, or so few schools are in it that it would name one. */
            district: string | null;
            keyStages: ("EY" | "KS1" | "KS2" | "KS3" | "KS4" | "KS5")[];
            modes: ("hybrid" | "in_person" | "remote")[];
            /** @enum {string} */
            priority: "now" | "this_term" | "when_possible";
            theme: string;
        };
        Unknown: {
            what: string;
            why: string;
        };
        VisitInPairing: {
            actions: string | null;
            by: string;
            halfDays: number;
            heldOn: string;
            id: string;
            /** Format: date-time */
            loggedAt: string;
            /** @enum {string} */
            mode: "hybrid" | "in_person" | "remote";
            number: number;
            /** Format: date-time */
            repliedAt: string | null;
            reply: string | null;
            /** @enum {string} */
            state: "accurate" | "inaccurate" | "no_reply" | "with_school";
            summary: string;
            version: number;
        };
        VisitOfPairing: {
            actions: string | null;
            by: string;
            halfDays: number;
            heldOn: string;
            id: string;
            /** Format: date-time */
            loggedAt: string;
            /** @enum {string} */
            mode: "hybrid" | "in_person" | "remote";
            number: number;
            pairing: string;
            /** Format: date-time */
            repliedAt: string | null;
            reply: string | null;
            /** @enum {string} */
            state: "accurate" | "inaccurate" | "no_reply" | "with_school";
            summary: string;
            version: number;
        };
        WaitingAnswer: {
            dueOn: string | null;
            reference: string;
            /** Format: date-time */
            since: string;
            /** @enum {string} */
            state: "decided" | "declined_by_school" | "declined_by_supporter" | "lapsed" | "proposed" | "school_accepted" | "sounding_out" | "supporter_accepted" | "vetoed";
            theme: string;
        };
        WaitingSignOff: {
            asker: string;
            /** @description Who signed it off and waits for a second person. */
            first: string | null;
            pairing: string;
            /** Format: date-time */
            since: string;
            supporter: string;
        };
        WhatChangedAnswer: {
            /** @description The words of each side that has spoken; the `etag` is what changing them asks for. */
            items: {
                /** Format: date-time */
                at: string;
                etag: string;
                school: string;
                /** @enum {string} */
                side: "school" | "supporter";
                version: number;
                words: {
                    partnership: string | null;
                    people: string | null;
                    pupils: string | null;
                    schools: string | null;
                };
            }[];
        };
        WholeAuditEntry: {
            act: string;
            /** @description `person:<id>`, `client:<id>` or `system:<name>`; the page finds the name. */
            actor: string;
            /** Format: date-time */
            at: string;
            /** @description The canonical bytes, as they will be hashed into the area's tree; null for who may not read all of them. */
            bytes: string | null;
            /** @description Which columns of which rows this act changed. Their values stay closed: a need's text is not read through the log. */
            changes: {
                act: string;
                columns: string[];
                entity: string;
            }[];
            details: {
                name: string;
                value: string;
            }[];
            /** @description Where they came in; `link` is one press in a mail, by whoever held it. */
            door: string | null;
            entity: string | null;
            id: string;
            name: string | null;
            /** @enum {string} */
            outcome: "done" | "refused";
            reason: string | null;
            schools: string[];
        };
        WholeMatchRun: {
            cancelAsked: boolean;
            /** @description Of the prices by which its plan can be proven without planning again; null where none is kept. */
            certificate: string | null;
            done: number;
            engine: string;
            failure: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            id: string;
            kind: string;
            /** @description Empty until the run is complete. */
            needs: components["schemas"]["RunNeed"][];
            policy: string;
            policyVersion: number;
            /** @description How far its plan may be from the best; null until the run is complete. */
            proof: null | {
                /** @enum {string} */
                kind: "best";
            } | {
                /** @enum {string} */
                kind: "needs_open";
            } | {
                /** @enum {string} */
                kind: "points_open";
                points: number;
            };
            reference: string;
            /** Format: date-time */
            requestedAt: string;
            requestedBy: string | null;
            result: string | null;
            snapshot: string;
            state: string;
            total: number;
        };
        WholeNeedCandidatesView: {
            candidates: components["schemas"]["CandidateView"][];
            choices: components["schemas"]["ChoiceView"][];
            /** @description Half-terms whose days were counted. */
            halfTerms: string[];
            next: components["schemas"]["WhyNotView"][];
            /** @description Why the plan of the run leaves it without (enough) partners; null where it does not. */
            nobody: components["schemas"]["NobodyView"] | null;
            proposals: components["schemas"]["ProposalView"][];
            /** @description Every other school of the area, by name, each with its reasons. */
            refused: components["schemas"]["RefusedView"][];
            /** @description Null while no run has looked at this need. */
            run: {
                cancelAsked: boolean;
                done: number;
                /** Format: date-time */
                finishedAt: string | null;
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "batch" | "single_need" | "what_if";
                policyNumber: number;
                reference: string;
                /** Format: date-time */
                requestedAt: string;
                requestedBy: {
                    id: string;
                    name: string;
                } | null;
                snapshotHash: string;
                /** @enum {string} */
                state: "cancelled" | "complete" | "discarded" | "failed" | "infeasible" | "published" | "queued" | "running";
                total: number;
            } | null;
        };
        WhyNotSchoolView: {
            /** @description Where the two differ: points of the first, less its own. */
            apart: {
                /** @enum {string} */
                part: "fair_share" | "free_capacity" | "key_stage_and_setting" | "mode" | "reach" | "similar_context" | "theme_fit" | "track_record";
                points: number;
            }[];
            /** @description Every rule that refuses it, and what must be recorded first. */
            because: {
                /** @enum {string} */
                code: "BARRED_CONFLICT" | "BODY_UNKNOWN" | "CONFLICT_UNRESOLVED" | "DECLINED_THIS_NEED" | "KEY_STAGE_NOT_SERVED" | "NOT_APPROACHABLE" | "NOT_WITH" | "NO_DAYS_IN_WINDOW" | "NO_OFFER" | "NO_PARTNER_SLOT" | "OWN_SCHOOL" | "SAME_RESPONSIBLE_BODY" | "SCHOOL_CLOSED" | "SUPPORTER_RESTING" | "THEME_FIT_BELOW_FLOOR" | "TOO_FAR_AND_NO_REMOTE" | "VETOED_BY_BROKER";
                sentence: string;
            }[];
            /** @description Points that the first has more. */
            behindBy: number | null;
            name: string;
            place: number | null;
            /** @description Null where a rule refuses it. */
            points: number | null;
            /** @description Its reference. */
            run: string;
            /** @enum {string} */
            standing: "behind" | "first" | "held" | "refused";
            /** @description Each alone would make it first: of each kind the smallest. */
            toBeFirst: components["schemas"]["ChangeView"][];
            /** @description Where a rule refuses it: each alone would let it be listed. */
            toBeListed: components["schemas"]["ChangeView"][];
            urn: string;
        };
        WhyNotView: {
            /** @description Where the two differ: points of the first, less its own. */
            apart: {
                /** @enum {string} */
                part: "fair_share" | "free_capacity" | "key_stage_and_setting" | "mode" | "reach" | "similar_context" | "theme_fit" | "track_record";
                points: number;
            }[];
            /** @description Every rule that refuses it, and what must be recorded first. */
            because: {
                /** @enum {string} */
                code: "BARRED_CONFLICT" | "BODY_UNKNOWN" | "CONFLICT_UNRESOLVED" | "DECLINED_THIS_NEED" | "KEY_STAGE_NOT_SERVED" | "NOT_APPROACHABLE" | "NOT_WITH" | "NO_DAYS_IN_WINDOW" | "NO_OFFER" | "NO_PARTNER_SLOT" | "OWN_SCHOOL" | "SAME_RESPONSIBLE_BODY" | "SCHOOL_CLOSED" | "SUPPORTER_RESTING" | "THEME_FIT_BELOW_FLOOR" | "TOO_FAR_AND_NO_REMOTE" | "VETOED_BY_BROKER";
                sentence: string;
            }[];
            /** @description Points that the first has more. */
            behindBy: number | null;
            name: string;
            place: number | null;
            /** @description Null where a rule refuses it. */
            points: number | null;
            /** @enum {string} */
            standing: "behind" | "first" | "held" | "refused";
            /** @description Each alone would make it first: of each kind the smallest. */
            toBeFirst: components["schemas"]["ChangeView"][];
            /** @description Where a rule refuses it: each alone would let it be listed. */
            toBeListed: components["schemas"]["ChangeView"][];
            urn: string;
        };
        WordCheck: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @description What was asked; null where it was confirmed. */
            question: string | null;
        };
        WorthAt: {
            gaining: components["schemas"]["NamedNeed"][];
            losing: components["schemas"]["NamedNeed"][];
            name: string;
            /** @description Needs that the reader may not know. */
            others: number;
            /** @description Of all pairs together, more than now. */
            points: number;
            urn: string;
        };
    };
    responses: {
        /** @description A field, a parameter or a header is not as it must be; each is named */
        BadInput: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The Idempotency-Key came before with another request */
        KeyReused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description If-Match is missing */
        NoPrecondition: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is nothing here, or it is not the caller’s to see */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Only application/json is spoken here */
        NotJson: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No token, or one that is not or no longer good */
        NotSignedIn: {
            headers: {
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not JSON in UTF-8, or is compressed */
        NotTaken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Known to the caller, and not theirs to do */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A rule of the area or of the record’s state; the code names it */
        RuleBroken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The record has changed since: read it again */
        Stale: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than 256 kB */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Ask again later */
        TooManyTries: {
            headers: {
                /** @description Seconds to wait */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body took too long to arrive */
        TooSlow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A part of the service does not answer */
        Unavailable: {
            headers: {
                /** @description Seconds to wait */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong on our side: what was sent changed nothing */
        Unexpected: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    auditEntriesList: {
        parameters: {
            query?: {
                act?: string;
                /** @description The `next` of the page before */
                cursor?: string;
                from?: string;
                limit?: number;
                outcome?: "done" | "refused";
                school?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfAuditEntryAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    auditEntriesOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which entry, by the name that the API gave it */
                entry: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeAuditEntry"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    boardGoalsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBoardGoalLine"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    boardGoalsDraft: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    aim: string;
                    fromYear: string;
                    goal: string;
                    measures: string[];
                    name: string;
                    owner: string;
                    toYear: string;
                    wording: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    /** @description Where to read what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardGoalAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    boardGoalsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which wording, by the name that the API gave it */
                wording: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardGoalAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    boardGoalsRewrite: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which wording, by the name that the API gave it */
                wording: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    aim?: string;
                    fromYear?: string;
                    measures?: string[];
                    name?: string;
                    owner?: string;
                    toYear?: string;
                    wording?: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardGoalAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    consentsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfPairingForBody"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    consentsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingForBody"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    consentsAnswer: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Consent is given once cover is arranged, or none is needed. */
                    coverArranged?: boolean;
                    /** @description Who funds the days; needed where consent is given. */
                    funder?: string | null;
                    give: boolean;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingForBody"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    consentsWithdraw: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingForBody"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    decisionsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            at: string;
                            by: string;
                            reference: string;
                        }[];
                        /** @description Where the next page starts; null on the last. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    decisionsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which decision, by the name that the API gave it */
                decision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BriefAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    decisionsApprove: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which decision, by the name that the API gave it */
                decision: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    approved: boolean;
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    declarationsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                school?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfStrengthsView"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    declarationsSubmit: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    appetite: "actively_offering" | "already_committed" | "not_this_term" | "open_to_approach";
                    capacity?: {
                        /** @enum {string} */
                        band: "0" | "1-2" | "3-5" | "ask_me" | "more";
                        /** @description Exactly, where the school wants to say so: half-days. */
                        halfDays?: number | null;
                        halfTerm: string;
                        /** @description The version of the window that the person saw; null or left out where there was none. */
                        version?: number | null;
                    }[];
                    needs?: {
                        reason?: string | null;
                        theme: string;
                        /** @enum {string} */
                        urgency: "now" | "this_year" | "watch";
                    }[];
                    offer?: {
                        conditions?: string | null;
                        keyStages: ("EY" | "KS1" | "KS2" | "KS3" | "KS4" | "KS5")[];
                        /** @description At once. Left out: one. */
                        maxPartners?: number;
                        /** @description Fewer are not worth starting for. Left out: none. */
                        minPartners?: number;
                        modes: ("hybrid" | "in_person" | "remote")[];
                        /** @description Schools it would rather not work with. Nobody is told. */
                        notWith?: string[];
                        /** @description Who would do it: names or posts of staff. */
                        people?: string | null;
                        travelKm?: number | null;
                    } | null;
                    pause?: {
                        /** @enum {string} */
                        kind: "inspection_due" | "new_head" | "other" | "rest" | "staffing";
                        words?: string | null;
                    } | null;
                    strengths?: {
                        /** @enum {string} */
                        depth: "can_host" | "can_talk" | "can_work_alongside";
                        /**
                         * @description Left out: `declared`.
                         * @enum {string}
                         */
                        evidence?: "adviser_visit" | "data" | "declared" | "impact" | "inspection" | "released_review";
                        howWeKnow?: string | null;
                        /** @description The day of the visit, review or data; left out for `declared`, which is said today. */
                        on?: string | null;
                        theme: string;
                    }[];
                    urn: string;
                    /** @description Like 2026/27. */
                    year: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    /** @description Where to read what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclarationAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    declarationsOne: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path: {
                /** @description Six digits */
                urn: string;
                /** @description Like 2026-27 */
                year: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclarationAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    declarationsChange: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Six digits */
                urn: string;
                /** @description Like 2026-27 */
                year: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    appetite: "actively_offering" | "already_committed" | "not_this_term" | "open_to_approach";
                    capacity?: {
                        /** @enum {string} */
                        band: "0" | "1-2" | "3-5" | "ask_me" | "more";
                        /** @description Exactly, where the school wants to say so: half-days. */
                        halfDays?: number | null;
                        halfTerm: string;
                        /** @description The version of the window that the person saw; null or left out where there was none. */
                        version?: number | null;
                    }[];
                    needs?: {
                        reason?: string | null;
                        theme: string;
                        /** @enum {string} */
                        urgency: "now" | "this_year" | "watch";
                    }[];
                    offer?: {
                        conditions?: string | null;
                        keyStages: ("EY" | "KS1" | "KS2" | "KS3" | "KS4" | "KS5")[];
                        /** @description At once. Left out: one. */
                        maxPartners?: number;
                        /** @description Fewer are not worth starting for. Left out: none. */
                        minPartners?: number;
                        modes: ("hybrid" | "in_person" | "remote")[];
                        /** @description Schools it would rather not work with. Nobody is told. */
                        notWith?: string[];
                        /** @description Who would do it: names or posts of staff. */
                        people?: string | null;
                        travelKm?: number | null;
                    } | null;
                    pause?: {
                        /** @enum {string} */
                        kind: "inspection_due" | "new_head" | "other" | "rest" | "staffing";
                        words?: string | null;
                    } | null;
                    strengths?: {
                        /** @enum {string} */
                        depth: "can_host" | "can_talk" | "can_work_alongside";
                        /**
                         * @description Left out: `declared`.
                         * @enum {string}
                         */
                        evidence?: "adviser_visit" | "data" | "declared" | "impact" | "inspection" | "released_review";
                        howWeKnow?: string | null;
                        /** @description The day of the visit, review or data; left out for `declared`, which is said today. */
                        on?: string | null;
                        theme: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclarationAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    declarationsCheck: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Six digits */
                urn: string;
                /** @description Like 2026-27 */
                year: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "confirmed" | "queried";
                    /** @description What is asked of the school, where something is. */
                    question?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclarationAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    allEvaluationsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                state?: "baseline_locked" | "estimated" | "moderated" | "published" | "registered" | "superseded" | "void" | "waiting_for_data";
                theme?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfEvaluationAmongAll"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    lightPairingsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                over?: "false" | "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfLightPairingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    lightPairingsAsk: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    contact: string;
                    halfDays: number;
                    onDay: string;
                    other: string;
                    /** @description The asker's own school. */
                    own: string;
                    purpose: string;
                    /**
                     * @description `asks` for the other's help, or `offers` its own.
                     * @enum {string}
                     */
                    way: "asks" | "offers";
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    /** @description Where to read what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LightPairingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    lightPairingsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LightPairingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    lightPairingsAnswer: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    yes: boolean;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LightPairingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    lightPairingsEnd: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LightPairingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    lightPairingsThank: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    thanks?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LightPairingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    matchRunsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfMatchRunAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    matchRunsRequest: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    needs?: string[] | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            202: {
                headers: {
                    /** @description Where to read what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        joined: boolean;
                        reference: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    matchRunsOne: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path: {
                /** @description Which run, by the name that the API gave it */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeMatchRun"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    matchRunsCancel: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path: {
                /** @description Which run, by the name that the API gave it */
                run: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cancelAsked: boolean;
                        reference: string;
                        state: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    planOfRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path: {
                /** @description Which run, by the name that the API gave it */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    needsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                mine?: "false" | "true";
                priority?: "now" | "this_term" | "when_possible";
                school?: string;
                state?: "agreed" | "commissioned" | "diagnosed" | "escalated" | "matched" | "met" | "not_pursued" | "open" | "proposed" | "raised" | "triaged" | "withdrawn";
                theme?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfNeedAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    needsRaise: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Left out: the head says later who may be approached, and no run uses the need before. */
                    approach?: components["schemas"]["AskedApproach"] | null;
                    earliestStart?: string | null;
                    halfDaysWanted: number;
                    keyStages: ("EY" | "KS1" | "KS2" | "KS3" | "KS4" | "KS5")[];
                    modes: ("hybrid" | "in_person" | "remote")[];
                    partnersWanted?: number;
                    primaryTheme: string;
                    /** @enum {string} */
                    priority: "now" | "this_term" | "when_possible";
                    secondaryThemes?: string[];
                    sendThread: string;
                    travelKm?: number | null;
                    tried?: string | null;
                    urn: string;
                    wantedOutcome: string;
                    windowFrom: string;
                    windowTo: string;
                    wishes?: string[];
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    /** @description Where to read what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        reference: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    needsOne: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path: {
                /** @description Which need, by the name that the API gave it */
                need: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NeedAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    needsTriage: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which need, by the name that the API gave it */
                need: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What would help is clear: its head is asked to agree the wording next. */
                    diagnosed?: boolean;
                    nextDate: string;
                    note?: string | null;
                    /** @enum {string} */
                    priority: "now" | "this_term" | "when_possible";
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NeedAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    needsAgree: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which need, by the name that the API gave it */
                need: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    approach?: components["schemas"]["AskedApproach"] | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NeedAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    needsAnotherBroker: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which need, by the name that the API gave it */
                need: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NeedAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    proposalsOfNeed: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path: {
                /** @description Which need, by the name that the API gave it */
                need: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeNeedCandidatesView"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    proposalsWhyNot: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path: {
                /** @description Which need, by the name that the API gave it */
                need: string;
                /** @description Which school, by the name that the API gave it */
                school: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhyNotSchoolView"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    needsWithdraw: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which need, by the name that the API gave it */
                need: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NeedAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    repliesOffers: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfWaitingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    repliesOffer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which offer, by the name that the API gave it */
                offer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferAnswerView"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    repliesAnswerOffer: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which offer, by the name that the API gave it */
                offer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    answer: "accept" | "decline" | "meet";
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferAnswerView"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    openapiRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            406: components["responses"]["NotJson"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    pairingsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                over?: "false" | "true";
                school?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfPairingLine"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    pairingsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    agendaOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendaAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    agendaWrite: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the version that was read */
                "If-Match"?: string;
                /** @description `*` where nothing was there to read */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cadenceDays: number;
                    confidentiality: string;
                    exitRule: string;
                    inclusion: string;
                    objectives: components["schemas"]["ObjectiveSent"][];
                    purpose: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendaAnswer"];
                };
            };
            /** @description As asked */
            201: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendaAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    agendaAgree: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendaAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    agendaChangeOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    agendaChangePropose: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cadenceDays: number;
                    confidentiality: string;
                    exitRule: string;
                    inclusion: string;
                    objectives: components["schemas"]["ObjectiveSent"][];
                    purpose: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeAnswer"];
                };
            };
            /** @description As asked */
            201: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    agendaChangeAgree: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    agendaChangeDecline: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    words: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    agendaChangeTakeBack: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    pairingStepsClose: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "ended_early" | "met" | "not_met" | "part_met";
                    summary: string;
                    thanks?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    evaluationsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfEvaluationAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    evaluationsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which evaluation, by the name that the API gave it */
                evaluation: string;
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    evaluationsRecord: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path: {
                /** @description Which evaluation, by the name that the API gave it */
                evaluation: string;
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    of?: number | null;
                    period: string;
                    source: string;
                    symbol?: string | null;
                    value?: number | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    pairingStepsPause: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description When it is looked at again; left out: in a fortnight. */
                    nextDate?: string | null;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    plannedVisitsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfPlannedVisitOfPairing"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    plannedVisitsPlan: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description It is meant on a day on which one of the schools is closed. */
                    anyway?: boolean;
                    heldOn: string;
                    minutes: number;
                    /** @enum {string} */
                    mode: "hybrid" | "in_person" | "remote";
                    place?: string | null;
                    startsAt: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    /** @description Where to read what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedVisitOfPairing"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    plannedVisitsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which number, by the name that the API gave it */
                number: string;
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedVisitOfPairing"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    plannedVisitsMove: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which number, by the name that the API gave it */
                number: string;
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description It is meant on a day on which one of the schools is closed. */
                    anyway?: boolean;
                    heldOn?: string;
                    minutes?: number;
                    /** @enum {string|null} */
                    mode?: "hybrid" | "in_person" | "remote" | null;
                    place?: string | null;
                    startsAt?: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedVisitOfPairing"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    plannedVisitsCallOff: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which number, by the name that the API gave it */
                number: string;
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `cancelled` before or on its day; `missed` from its day on: it was to be, and was not.
                     * @enum {string}
                     */
                    outcome: "cancelled" | "missed";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedVisitOfPairing"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    pairingStepsResume: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    reviewPointsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfReviewPointAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    reviewPointsHold: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    heldOn: string;
                    note?: string | null;
                    /** @description One an objective, in the order of the agenda. */
                    standings: ("needs_a_talk" | "on_track" | "slower_than_planned")[];
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        nextDueOn: string;
                        pairing: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    pairingStepsTend: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The fourth act, `close`, is done by `ClosePairing`.
                     * @enum {string}
                     */
                    act: "connect" | "none" | "nudge" | "resource";
                    note: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    visitsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfVisitOfPairing"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    visitsLog: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    actions?: string | null;
                    /** @description Half-days that it took of those promised; 0 for a call. */
                    halfDays: number;
                    heldOn: string;
                    /** @enum {string} */
                    mode: "hybrid" | "in_person" | "remote";
                    /** @description The plan that it carries out, by its number in the pairing; null where nobody planned it. */
                    planned?: number | null;
                    summary: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    /** @description Where to read what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOfPairing"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    whatChangedList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatChangedAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    whatChangedSay: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the version that was read */
                "If-Match"?: string;
                /** @description `*` where nothing was there to read */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    partnership?: string | null;
                    people?: string | null;
                    pupils?: string | null;
                    schools?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatChangedAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    planLatest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    planCapacityWorth: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        because: string;
                        /** @enum {string} */
                        kind: "not_told";
                    } | {
                        halfDays: {
                            gaining: components["schemas"]["NamedNeed"][];
                            halfTerm: string;
                            losing: components["schemas"]["NamedNeed"][];
                            name: string;
                            /** @description Needs that the reader may not know. */
                            others: number;
                            /** @description Of all pairs together, more than now. */
                            points: number;
                            urn: string;
                        }[];
                        /** @enum {string} */
                        kind: "told";
                        places: components["schemas"]["WorthAt"][];
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    planCompare: {
        parameters: {
            query: {
                a: string;
                b: string;
            };
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    planChoicesMark: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `lock` or `bar`.
                     * @enum {string}
                     */
                    kind: "bar" | "lock";
                    /** @description Reference or id. */
                    need: string;
                    reason: string;
                    supporter: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    planChoicesLift: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path: {
                /** @description Which mark, by the name that the API gave it */
                mark: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        lifted: boolean;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    planNeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which need, by the name that the API gave it */
                need: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanAtNeedAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    planPrice: {
        parameters: {
            query: {
                kind?: "bar" | "lock";
                supporter: string;
            };
            header?: never;
            path: {
                /** @description Which need, by the name that the API gave it */
                need: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        because: string;
                        /** @enum {string} */
                        kind: "cannot";
                    } | {
                        because: string;
                        byRun: boolean;
                        /** @enum {string} */
                        kind: "not_priced";
                    } | {
                        after: components["schemas"]["PlanTotals"];
                        before: components["schemas"]["PlanTotals"];
                        changed: components["schemas"]["ChangedNeed"][];
                        gaining: components["schemas"]["ChangedNeed"][];
                        /** @enum {string} */
                        kind: "priced";
                        /** @description Of the changed ones: those with fewer partners than before, and with more. */
                        losing: components["schemas"]["ChangedNeed"][];
                        /** @description Of all pairs together: below 0 where the plan would have fewer. */
                        points: number;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    planChoicesSuppose: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Half-days that a supporter has more in a half-term, or fewer where below 0. */
                    days?: {
                        halfDays: number;
                        halfTerm: string;
                        supporter: string;
                    }[] | null;
                    /** @description A need would have a partner of a group, or nobody. */
                    groups?: {
                        /** @description `special`, `alternative_provision` or `named`. */
                        group: string;
                        need: string;
                        /** @description Where they are named. */
                        schools: string[];
                    }[] | null;
                    marks?: {
                        kind: string;
                        need: string;
                        supporter: string;
                    }[] | null;
                    /** @description As if no broker had locked or barred anything, or asked for a group. */
                    withoutMarks?: boolean | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            202: {
                headers: {
                    /** @description Where to read what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        joined: boolean;
                        reference: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    profilesList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                school?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfProfileView"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                over?: "false" | "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfProjectLine"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectsMake: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cadenceDays: number;
                    confidentiality: string;
                    exitRule: string;
                    inclusion: string;
                    objectives: components["schemas"]["ObjectiveSent"][];
                    purpose: string;
                    theme: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    /** @description Where to read what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectsRedraft: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cadenceDays: number;
                    confidentiality: string;
                    exitRule: string;
                    inclusion: string;
                    objectives: components["schemas"]["ObjectiveSent"][];
                    purpose: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectsBegin: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectsClose: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "ended_early" | "met" | "not_met" | "part_met";
                    summary: string;
                    thanks?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectsPause: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    plannedSessionsPlan: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description It is meant on a day on which one of the schools is closed. */
                    anyway?: boolean;
                    heldOn: string;
                    minutes: number;
                    /** @enum {string} */
                    mode: "hybrid" | "in_person" | "remote";
                    place?: string | null;
                    startsAt: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    /** @description Where to read what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedVisitView"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    plannedSessionsMove: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which number, by the name that the API gave it */
                number: string;
                /** @description Which project, by the name that the API gave it */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description It is meant on a day on which one of the schools is closed. */
                    anyway?: boolean;
                    heldOn?: string;
                    minutes?: number;
                    /** @enum {string|null} */
                    mode?: "hybrid" | "in_person" | "remote" | null;
                    place?: string | null;
                    startsAt?: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedVisitView"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    plannedSessionsCallOff: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which number, by the name that the API gave it */
                number: string;
                /** @description Which project, by the name that the API gave it */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `cancelled` before or on its day; `missed` from its day on: it was to be, and was not.
                     * @enum {string}
                     */
                    outcome: "cancelled" | "missed";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedVisitView"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectsResume: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectsAsk: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    halfDays?: {
                        [key: string]: number;
                    } | null;
                    /** @enum {string} */
                    part: "both" | "supported" | "supporter";
                    urn: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectSchoolsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
                /** @description Which school, by the name that the API gave it */
                school: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectSchoolAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectSchoolsAnswer: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
                /** @description Which school, by the name that the API gave it */
                school: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Fewer than were asked; left out: as they were asked. */
                    halfDays?: {
                        [key: string]: number;
                    } | null;
                    yes: boolean;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectSchoolAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectSchoolsLeave: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
                /** @description Which school, by the name that the API gave it */
                school: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For the others, in the head's words; may stay empty. */
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectSchoolAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectSchoolsSay: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
                /** @description Which school, by the name that the API gave it */
                school: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "met" | "not_met" | "part_met";
                    words: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectSchoolAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    projectsLog: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path: {
                /** @description Which project, by the name that the API gave it */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    given?: {
                        [key: string]: number;
                    } | null;
                    heldOn: string;
                    /** @enum {string} */
                    mode: "hybrid" | "in_person" | "remote";
                    planned?: number | null;
                    summary: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    proposalsList: {
        parameters: {
            query: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                need: string;
            };
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfProposalView"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    proposalsMake: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    need: string;
                    reason?: string | null;
                    /** @description The run that the caller saw: refused where a later one has looked at the need. */
                    run?: string | null;
                    supporter: string;
                };
            };
        };
        responses: {
            /** @description As asked */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        reference: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    proposalsOne: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why an officer reads what is sensitive, percent-encoded */
                "X-Reason"?: string;
            };
            path: {
                /** @description Which proposal, by the name that the API gave it */
                proposal: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    proposalsDecide: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which proposal, by the name that the API gave it */
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    conditions?: string | null;
                    halfDays?: {
                        [key: string]: number;
                    } | null;
                    /**
                     * @description Of the pairing that begins: support where it is left out.
                     * @enum {string|null}
                     */
                    kind?: "coaching" | "support" | null;
                    /** @enum {string} */
                    outcome: "agreed" | "agreed_with_conditions" | "declined" | "deferred" | "partly_agreed" | "withdrawn";
                    /** @description Of the area's money, in whole pence. */
                    pence?: number | null;
                    reason?: string | null;
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeDecision"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    proposalsSoundOut: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which proposal, by the name that the API gave it */
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    repliesRequests: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfWaitingAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    repliesRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which request, by the name that the API gave it */
                request: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    repliesAnswerRequest: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which request, by the name that the API gave it */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    answer: "another_person" | "fewer_days" | "not_this_term" | "yes";
                    halfDays?: {
                        [key: string]: number;
                    } | null;
                    person?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestAnswer"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    schoolsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                district?: string;
                limit?: number;
                phase?: string;
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfAreaSchoolLine"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    schoolsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Six digits */
                urn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredSchool"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    daysOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Six digits */
                urn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DaysOfSchool"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    signOffsList: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The next page, as rel="next"; left out on the last */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfWaitingSignOff"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    signOffsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignOffToRead"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    signOffsAnswer: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which pairing, by the name that the API gave it */
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    answer: "send_back" | "sign" | "sign_noting";
                    /** @description Why it is sent back, or what is seen differently. */
                    words?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOff"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    visitsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which visit, by the name that the API gave it */
                visit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOfPairing"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            409: components["responses"]["RuleBroken"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    visitsCorrect: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which visit, by the name that the API gave it */
                visit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    actions?: string | null;
                    /** @description Half-days that it took of those promised; 0 for a call. */
                    halfDays?: number | null;
                    heldOn?: string | null;
                    /** @enum {string|null} */
                    mode?: "hybrid" | "in_person" | "remote" | null;
                    summary?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOfPairing"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    visitsReply: {
        parameters: {
            query?: never;
            header: {
                /** @description Sent again it acts once and answers the same, for seven days */
                "Idempotency-Key": string;
                /** @description The ETag of the version that was read */
                "If-Match": string;
            };
            path: {
                /** @description Which visit, by the name that the API gave it */
                visit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accurate: boolean;
                    /** @description What is not right; needed where it is not accurate. */
                    reply?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    /** @description The version of the record: to be sent back as If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOfPairing"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Refused"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotJson"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["RuleBroken"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotTaken"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["NoPrecondition"];
            429: components["responses"]["TooManyTries"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
}
