# Prod, for ../aws: pictures, and who may upload them.
environment    = "prod"
region         = "ap-northeast-1"
assets_host    = "assets.tomoda.life"
app_origins    = ["https://app.tomoda.life"]
monthly_budget = 100
alert_email    = "ops@tomoda.life"
