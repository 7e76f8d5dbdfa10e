"""Leaving a deposit, and what becomes of it.

A payment begins `open`, with a seat held; it is `paid` or it has `lapsed`. What is paid is `returning` until Stripe has
taken it, then `returned`; or it is `kept`. Each step is taken under the lock of the event's row, then of the payment's.
Whether it is kept is said by one thing: a mark of the guest's showing up (late, or not there) that stands.
"""

from tomoda.payments.actions.asking import ask_for, may_take, open_account
from tomoda.payments.actions.leaving import begin, checkout_made, finish, lapse
from tomoda.payments.actions.returning import (
    back,
    due,
    forget,
    forget_person,
    give_back,
    left,
    lifted,
    return_all,
    settle,
    undone,
)

__all__ = [
    "ask_for",
    "back",
    "begin",
    "checkout_made",
    "due",
    "finish",
    "forget",
    "forget_person",
    "give_back",
    "lapse",
    "left",
    "lifted",
    "may_take",
    "open_account",
    "return_all",
    "settle",
    "undone",
]
